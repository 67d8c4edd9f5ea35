import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { check, type CheckFormat } from "../../../commands/check";
import { fingerprint } from "../../../policy/waivers/fingerprint";
import { imagesComeFromHarbor } from "../../../policy/rules/images/images-come-from-harbor";
import { deployment } from "../../policy/objects";
import { elementsIn, only } from "./xml";

const WEB = deployment({ containers: [{ image: "nginx" }, { image: "busybox" }] });
const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const waiver = {
  rule: "images-come-from-harbor",
  object: "apps/v1/Deployment/team/web",
  sha256: fingerprint(WEB) ?? "",
  owner: "me",
  reason: "until then",
  until: inDays(30),
};
const SAID = `Waived until ${waiver.until} by me: until then`;

describe("check with waivers", () => {
  let folder: string;
  let output: { stdout: string; stderr: string };
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const run = (
    format: CheckFormat = "text",
    { waivers, object = WEB }: { waivers?: string; object?: object } = {},
  ) => {
    output = { stdout: "", stderr: "" };
    const site = join(folder, "policy/site/prod.yaml");
    return check(
      ["-"],
      { site, format, ...(waivers !== undefined && { waivers }) },
      {
        stdin: () => stringify(object),
        stdout: (text) => (output.stdout += text),
        stderr: (text) => (output.stderr += text),
      },
      [imagesComeFromHarbor],
    );
  };
  const waive = (...waivers: object[]): string => file("policy/waivers.yaml", stringify(waivers));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "check-"));
    file("policy/site/prod.yaml", "environment: prod\nimageHosts: [harbor.local]\n");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("lets pass what is waived, and refuses the same without the waiver", () => {
    assert.equal(run(), 1);
    waive(waiver);
    assert.equal(run(), 0);
    assert.match(output.stdout, /^Waived, so it stops nothing:\n\napps\/v1 Deployment team\/web\n/);
    assert.ok(output.stdout.includes(`    ${SAID}\n`));
    assert.match(output.stdout, /1 object judged, 0 violations, 2 waived\. Nothing to do\.\n$/);
  });

  it("takes the file that is named, and none where the site lies elsewhere", () => {
    const waivers = file("elsewhere.yaml", stringify([waiver]));
    assert.equal(run("text", { waivers }), 0);
    assert.equal(run("text"), 1);
    assert.equal(run("text", { waivers: join(folder, "none") }), 2);
    assert.match(output.stderr, /^--waivers .*none does not exist\. Give a file such as/);
  });

  it("says in each format who answers for it, and until when", () => {
    waive(waiver);
    for (const format of ["json", "sarif", "junit", "github"] as const)
      assert.equal(run(format), 0, format);
    assert.equal(output.stdout.split("\n").filter((line) => line.endsWith(SAID)).length, 2);
    assert.match(output.stdout, /^::notice title=images-come-from-harbor|^::notice file=/);
    run("json");
    const { findings } = JSON.parse(output.stdout) as { findings: { waived: object }[] };
    assert.deepEqual(findings[0]?.waived, { owner: "me", reason: "until then", until: inDays(30) });
    run("sarif");
    const log = JSON.parse(output.stdout) as {
      runs: { results: { level: string; suppressions: object[] }[] }[];
    };
    assert.deepEqual(log.runs[0]?.results[0]?.suppressions, [
      { kind: "external", status: "accepted", justification: SAID },
    ]);
    assert.equal(log.runs[0].results[0].level, "note");
    run("junit");
    const elements = elementsIn(output.stdout);
    assert.equal(elements.filter(({ tag }) => tag === "failure").length, 0);
    assert.equal(elements.filter(({ tag }) => tag === "skipped").length, 2);
    assert.equal(only(elements, "testsuites").attributes["failures"], "0");
  });

  it("refuses what is over, too long or malformed", () => {
    for (const change of [{ until: inDays(-1) }, { until: inDays(99) }, { owner: "" }]) {
      waive({ ...waiver, ...change });
      assert.equal(run(), 1);
      assert.match(output.stdout, /\[waivers-hold\]/);
      assert.match(output.stdout, /3 violations/);
    }
  });

  it("refuses an object that has changed since, and says that its waiver holds no more", () => {
    waive(waiver);
    const changed = { ...WEB, metadata: { ...WEB.metadata, labels: { a: "b" } } };
    assert.equal(run("text", { object: changed }), 1);
    assert.match(output.stdout, /\[0\]\.sha256: is not that of the object as it is now/);
  });

  it("advises of one that nothing needs, as a part of a stack may not hold its object", () => {
    waive(waiver, { ...waiver, object: "apps/v1/Deployment/team/other" });
    assert.equal(run(), 0);
    assert.match(
      output.stdout,
      /\[1\]: waives images-come-from-harbor for what it does not refuse/,
    );
  });

  it("says nothing of what is for another stack, or for a resource of a program", () => {
    const urn = "urn:pulumi:prod::platform::kubernetes:apps/v1:Deployment::web";
    waive(waiver, { ...waiver, stack: "dev" }, { ...waiver, object: urn });
    assert.equal(run(), 0);
    assert.doesNotMatch(output.stdout, /waivers-hold/);
  });

  it("does not take a waiver for an object: an empty stream stays one", () => {
    waive(waiver);
    assert.equal(run("text", { object: { apiVersion: "v1", kind: "List", items: [] } }), 2);
    assert.match(output.stderr, /holds no object/);
  });

  it("prints what a waiver needs, which lets the object pass once a person has filled it in", () => {
    assert.equal(run("waivers"), 1);
    const entries = parse(output.stdout) as Record<string, string>[];
    assert.equal(entries.length, 2);
    assert.deepEqual(entries[0], {
      ...waiver,
      stack: "prod",
      path: "spec.template.spec.containers[0].image",
      owner: "",
      reason: "",
      until: "",
    });
    waive(...entries);
    assert.equal(run(), 1);
    const { owner, reason, until } = waiver;
    waive(...entries.map((entry) => ({ ...entry, owner, reason, until })));
    assert.equal(run(), 0);
    assert.equal(run("waivers"), 0);
    assert.equal(output.stdout, "# Nothing is refused, so there is nothing to waive.\n");
  });

  it("gives the digest of its object with each finding in JSON", () => {
    run("json");
    const { findings } = JSON.parse(output.stdout) as { findings: { fingerprint: string }[] };
    assert.deepEqual(
      findings.map((each) => each.fingerprint),
      [waiver.sha256, waiver.sha256],
    );
  });

  it("says why nobody can waive what is there twice or cannot be read", () => {
    const twice = {
      apiVersion: "v1",
      kind: "List",
      items: [WEB, { ...WEB, metadata: { ...WEB.metadata, labels: { a: "b" } } }],
    };
    assert.equal(run("waivers", { object: twice }), 1);
    assert.match(output.stdout, /is there twice, so nobody can waive it/);
    assert.equal(run("waivers", { object: { kind: "Pod" } }), 1);
    assert.match(output.stdout, /^# objects-can-be-read is waived for nobody\.$/m);
  });
});
