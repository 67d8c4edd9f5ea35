import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { approvalNeeded, changedFiles, ownJudge } from "../../commands/second-approval";

describe("a change that edits its own judge", () => {
  const both: [what: string, gate: string, judged: string][] = [
    ["site data", "policy/site/prod.yaml", "Pulumi.prod.yaml"],
    ["a rule", "policy/rules/all.ts", "components/seldon.ts"],
    ["a waiver", "policy/waivers.yaml", "index.ts"],
    ["the model that rules read", "operator/objects.ts", "network/policies.ts"],
    ["the job that runs the gate", ".github/workflows/preview.yml", "charts/lock.json"],
    ["the program of the gate", "package-lock.json", "harbor/robots.ts"],
    ["what runs the pack", "Pulumi.yaml", "components/pulumi-analyzer-policy-plain-node"],
  ];
  for (const [what, gate, judged] of both)
    it(`needs a second approval for ${what} beside what is judged`, () => {
      const judge = ownJudge(["docs/policy.md", gate, "tests/config.spec.ts", judged]);
      assert.deepEqual(judge, { gate: [gate], judged: [judged] });
      const said = approvalNeeded(judge);
      assert.ok(said.includes(gate) && said.includes(judged) && !said.includes("docs/"));
      assert.match(said, /Put the change of the gate into a change of its own/);
    });

  it("needs none when it edits the one or the other, with tests and documents beside it", () => {
    for (const files of [
      [],
      ["policy/site/prod.yaml", "commands/preview.ts", "tests/a.spec.ts", "docs/policy.md"],
      ["Pulumi.prod.yaml", "index.ts", "README.md", "bench/bench.ts"],
    ])
      assert.equal(ownJudge(files), undefined);
  });

  it("names ten files of each sort, and counts the others", () => {
    const judged = Array.from({ length: 12 }, (_, index) => `components/part-${String(index)}.ts`);
    assert.match(approvalNeeded({ gate: ["policy/pack.ts"], judged }), /… and 2 more/);
  });
});

describe("the files of a change", () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "change-"));
    git("init", "--quiet", "--initial-branch=main");
    write("kept", "1");
    write("edited", "1");
    write("moved", "something long enough to be known again\n".repeat(9));
    write(".gitignore", "/ignored\n");
    git("add", "--all");
    git("commit", "--quiet", "--message", "base");
    git("branch", "base");
    git("checkout", "--quiet", "-b", "change");
    git("mv", "moved", "policy-moved");
    git("commit", "--quiet", "--message", "moves");
    write("edited", "2");
    write("new/file", "1");
    write("ignored", "1");
    // What the base has gained meanwhile.
    git(
      "update-ref",
      "refs/heads/base",
      git("commit-tree", "base^{tree}", "-p", "base", "-m", "later").trim(),
    );
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("are those that it commits, edits, moves or adds, and none that are ignored", () => {
    assert.deepEqual(changedFiles("base", folder), ["edited", "moved", "new/file", "policy-moved"]);
  });

  it("are none where there is no base to compare with", () => {
    assert.deepEqual(changedFiles(undefined, folder), []);
    assert.deepEqual(changedFiles("no-such-branch", folder), []);
  });

  it("are measured against origin/main when nothing is said", () => {
    git("update-ref", "refs/remotes/origin/main", "change");
    assert.deepEqual(changedFiles("", folder), ["edited", "new/file"]);
  });
});
