import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SiteError } from "../../../policy/site/site";
import { loadWaivers } from "../../../policy/waivers/load-waivers";

const ONE = `- rule: a
  object: v1/Pod/team/web
  sha256: ${"a".repeat(64)}
  owner: me
  reason: until then
  until: 2031-05-28
`;
const TWO = ONE.replace("rule: a", "rule: b");

describe("loadWaivers", () => {
  let repository: string;
  let warnings: string[];
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
      cwd: repository,
      encoding: "utf8",
    });
  const write = (text: string) => {
    writeFileSync(join(repository, "policy/waivers.yaml"), text);
  };
  const load = (base?: string) =>
    loadWaivers({
      packDirectory: join(repository, "policy"),
      base,
      warn: (line) => warnings.push(line),
    });

  beforeEach(() => {
    warnings = [];
    repository = mkdtempSync(join(tmpdir(), "waivers-"));
    mkdirSync(join(repository, "policy"));
    git("init", "--quiet", "--initial-branch=main");
    write(ONE);
    git("add", ".");
    git("commit", "--quiet", "--message=base");
  });
  afterEach(() => {
    rmSync(repository, { recursive: true, force: true });
  });

  it("goes by the base revision: one more in the working tree waives nothing yet", () => {
    write(ONE + TWO);
    const { waivers, findings } = load("main");
    assert.deepEqual(
      waivers.map(({ rule }) => rule),
      ["a"],
    );
    assert.deepEqual(
      findings.map(({ path, needsApproval }) => [path, needsApproval]),
      [["[1]", true]],
    );
    assert.deepEqual(warnings, []);
  });

  it("lets the working tree take one away", () => {
    rmSync(join(repository, "policy/waivers.yaml"));
    assert.deepEqual(load("main"), { waivers: [], findings: [] });
  });

  it("waives nothing that the base has no file for", () => {
    git("rm", "--quiet", "policy/waivers.yaml");
    git("commit", "--quiet", "--message=none");
    mkdirSync(join(repository, "policy"), { recursive: true });
    write(ONE);
    const { waivers, findings } = load("main");
    assert.deepEqual(waivers, []);
    assert.equal(findings.length, 1);
  });

  it("goes by the working tree where there is no base, and warns", () => {
    assert.equal(load().waivers.length, 1);
    assert.match(warnings[0] ?? "", /read from the working tree, because there is no origin\/main/);
  });

  it("refuses a BASE that is no revision", () => {
    assert.throws(() => load("nowhere"), SiteError);
  });
});
