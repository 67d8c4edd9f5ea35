import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { RULES } from "../../../policy/rules/all";
import { siteFrom } from "../../../policy/site/site";
import { LAST } from "../../attacks/page";
import { WAYS } from "../../attacks/ways/all";

const root = path.resolve(__dirname, "../../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

describe("what is written about the gate by hand", () => {
  const policy = read("docs/policy.md");
  const ways = new Set(WAYS.map(({ number }) => number)).size;

  it("counts rules and ways as they are", () => {
    assert.match(read("README.md"), new RegExp(`\\b${RULES.length} rules judge each object`));
    assert.match(read("README.md"), new RegExp(`\\b${LAST} numbered \\[ways out`));
    assert.match(policy, new RegExp(`a generator for each of ${ways} ways out`));
  });

  it("has a row for each key of a site", () => {
    const { environment, imageHosts, hosts, ...rooms } = siteFrom({
      environment: "prod",
      imageHosts: ["harbor.example"],
      network: { platform: ["it"], apiServer: { cidrs: ["10.0.0.1/32"] } },
    });
    for (const key of Object.keys({ environment, imageHosts, hosts }))
      assert.match(policy, new RegExp(`^\\| \`${key}\` `, "m"), key);
    for (const [room, values] of Object.entries(rooms)) {
      const keys = Object.keys(values);
      if (keys.length === 0) continue;
      const part = policy.split(`| **\`${room}\`**`)[1]?.split("| **`")[0] ?? assert.fail(room);
      for (const key of keys) assert.match(part, new RegExp(`\`\\.${key}[.\`[]`), `${room}.${key}`);
    }
  });

  it("names each room of rules to who adds one", () => {
    const imports = read("policy/rules/all.ts").matchAll(/from "\.\/([a-z-]+)\/all"/g);
    const rooms = new Set([...imports].map(([, room]) => room));
    assert.ok(rooms.size > 0);
    for (const room of rooms)
      assert.ok(read("CONTRIBUTING.md").includes(`\`${String(room)}\``), room);
  });
});
