import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSite, parseSite, SiteError } from "../../policy/site/site";

const STRICT = "environment: prod\nimageHosts: [harbor.local]\n";
const LOOSE = "environment: dev\nimageHosts: [docker.io]\n";

describe("parseSite", () => {
  it("reads environment and hosts", () => {
    const text = "environment: dev\nimageHosts: [docker.io, 'harbor.local:5000']";
    const { environment, imageHosts, hosts } = parseSite(text, "x");
    assert.equal(environment, "dev");
    assert.deepEqual(imageHosts, ["docker.io", "harbor.local:5000"]);
    assert.deepEqual(hosts, []);
  });

  const refused: [string, string, RegExp][] = [
    ["a misspelt key", `${STRICT}imagehosts: [x]`, /imagehosts/],
    ["another environment", "environment: staging\nimageHosts: [x]", /environment/],
    ["no host", "environment: prod\nimageHosts: []", /at least one host/],
    ["a host twice", "environment: prod\nimageHosts: [a.b, a.b]", /each host once/],
    ["a scheme", "environment: prod\nimageHosts: ['https://a.b']", /exact host/],
    ["a path", "environment: prod\nimageHosts: [a.b/c]", /exact host/],
    ["a wildcard", "environment: prod\nimageHosts: ['*.b']", /exact host/],
    ["capitals", "environment: prod\nimageHosts: [A.b]", /exact host/],
    ["a trailing dot", "environment: prod\nimageHosts: [a.b.]", /exact host/],
    ["no YAML", "a: [", /is not YAML/],
  ];
  for (const [what, text, words] of refused)
    it(`refuses ${what}, and names the file`, () => {
      assert.throws(
        () => parseSite(text, "policy/site/x.yaml"),
        (error) => {
          assert.ok(error instanceof SiteError);
          assert.match(error.message, words);
          assert.match(error.message, /^policy\/site\/x\.yaml /);
          return true;
        },
      );
    });

  it("tells every problem at once", () => {
    assert.throws(
      () => parseSite("environment: x\nimageHosts: []\nother: 1", "f"),
      /environment[^]*imageHosts[^]*|imageHosts[^]*environment/,
    );
  });
});

describe("loadSite", () => {
  let repository: string;
  let packDirectory: string;
  let warnings: string[];
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
      cwd: repository,
      stdio: "pipe",
    });
  const write = (name: string, text: string) => {
    writeFileSync(join(packDirectory, "site", name), text);
  };
  const commit = () => {
    git("add", ".");
    git("commit", "--quiet", "--message", "x");
  };
  const load = (stack: string, base?: string) =>
    loadSite(stack, { packDirectory, base, warn: (line) => warnings.push(line) });

  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), "site-"));
    packDirectory = join(repository, "policy");
    warnings = [];
    mkdirSync(join(packDirectory, "site"), { recursive: true });
    git("init", "--quiet", "--initial-branch", "main");
    write("prod.yaml", STRICT);
    commit();
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    write("prod.yaml", LOOSE);
    commit();
  });
  afterEach(() => {
    rmSync(repository, { recursive: true, force: true });
  });

  it("lets the base revision speak, so that a branch cannot loosen its own gate", () => {
    assert.equal(load("prod").environment, "prod");
    assert.equal(load("prod", "").environment, "prod");
    assert.equal(load("prod", "origin/main").environment, "prod");
    assert.deepEqual(warnings, []);
  });

  it("takes the base that BASE names", () => {
    assert.equal(load("prod", "HEAD").environment, "dev");
    assert.equal(load("prod", "HEAD~1").environment, "prod");
  });

  it("keeps to the base when the branch deletes the file", () => {
    rmSync(join(packDirectory, "site/prod.yaml"));
    commit();
    assert.equal(load("prod").environment, "prod");
  });

  it("refuses a BASE that is no revision", () => {
    for (const base of ["origin/missing", "--help", "HEAD:policy"])
      assert.throws(() => load("prod", base), /is no revision here\. Fetch it first/);
  });

  it("takes a new stack from the working tree, with a warning", () => {
    write("new.yaml", LOOSE);
    assert.equal(load("new").environment, "dev");
    assert.match(
      warnings.join(),
      /new\.yaml is read from the working tree, because origin\/main has none/,
    );
  });

  it("takes the working tree where there is no origin/main, with a warning", () => {
    git("update-ref", "-d", "refs/remotes/origin/main");
    assert.equal(load("prod").environment, "dev");
    assert.match(
      warnings.join(),
      /there is no origin\/main here: a change under review could loosen its own gate/,
    );
  });

  it("takes the working tree where there is no git repository, with a warning", () => {
    rmSync(join(repository, ".git"), { recursive: true });
    assert.equal(load("prod").environment, "dev");
    assert.equal(warnings.length, 1);
  });

  it("refuses a broken file of the base, though the working tree has a good one", () => {
    write("prod.yaml", "environment: [");
    commit();
    write("prod.yaml", STRICT);
    assert.throws(() => load("prod", "HEAD"), /policy\/site\/prod\.yaml of HEAD is not YAML/);
  });

  it("refuses a stack without site data, and names the file to add", () => {
    assert.throws(
      () => load("unlisted"),
      /Stack "unlisted" has no site data\. Add policy\/site\/unlisted\.yaml/,
    );
  });

  it("refuses a stack name that leads out of the folder", () => {
    assert.throws(() => load("../site/prod"), /is no stack name/);
  });
});
