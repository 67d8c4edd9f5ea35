import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

import { LocalHarbor } from "../../commands/local-harbor";

describe("the stand-in for Harbor beside a local stack", () => {
  const folder = mkdtempSync(join(tmpdir(), "local-harbor-"));
  const file = join(folder, "Pulumi.prod.yaml");
  const said: string[] = [];
  const made = () => new LocalHarbor(folder, (line) => said.push(line));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const stack = (registry: object) => {
    writeFileSync(file, stringify({ config: { "seldon-platform:registry": registry } }));
  };

  it("is not there for a stack without robots", async () => {
    stack({ host: "harbor.test", username: "all" });
    const harbor = made();
    assert.equal(await harbor.start(file), undefined);
    await harbor.stop();
  });

  it("takes the robots' account with the dummy password, and has their project", async () => {
    stack({ host: "harbor.test", prefix: "mirror/a", robots: { username: "maker" } });
    const harbor = made();
    const url = await harbor.start(file);
    const ask = async (login: string) => {
      const authorization = `Basic ${Buffer.from(login).toString("base64")}`;
      const path = "/api/v2.0/projects/mirror";
      return (await fetch(`${url ?? ""}${path}`, { headers: { authorization } })).status;
    };
    assert.deepEqual([await ask("maker:dummy"), await ask("maker:other")], [200, 401]);
    await harbor.stop();
    assert.match(said.join(), /Harbor stand-in at http:\/\/127\.0\.0\.1:\d+/);
  });

  it("is found at the same address by every command", async () => {
    const harbor = made();
    const url = await harbor.start(file);
    await harbor.stop();
    const again = made();
    assert.equal(await again.start(file), url);
    await again.stop();
    assert.equal(url?.split(":").at(-1), readFileSync(join(folder, "harbor-port"), "utf8"));
  });
});
