import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findingsFile } from "../../policy/crossguard/findings-file";
import type { Recorded } from "../../policy/crossguard/record";
import { RULES } from "../../policy/rules/all";
import { SiteError } from "../../policy/site/site";
import { fingerprint } from "../../policy/waivers/fingerprint";
import type { Waiver } from "../../policy/waivers/waiver";
import { run, urnOf, type OUTSIDE, type Registered } from "./engine";
import { deployment } from "./objects";

const NAMES = ["images-come-from-harbor", "namespaces-deny-by-default", "program-runs-nothing"];
const SOME = RULES.filter(({ name }) => NAMES.includes(name));
const stack: Registered = { type: "pulumi:pulumi:Stack", props: {} };
const web: Registered = {
  type: "kubernetes:apps/v1:Deployment",
  props: deployment({ containers: [{ image: "nginx" }] }),
};
const COMMAND = "command:local:Command";
const waiver: Waiver = {
  index: 0,
  rule: "images-come-from-harbor",
  object: "apps/v1/Deployment/team/web",
  sha256: fingerprint(web.props) ?? "",
  owner: "me",
  reason: "until then",
  until: "2031-05-28",
};

/** What the engine was told, and what was written down of it. */
async function recorded(resources: Registered[], outside: Partial<typeof OUTSIDE> = {}) {
  const record: Recorded[] = [];
  const told = await run(SOME, [stack, ...resources], {
    ...outside,
    record: (finding) => record.push(finding),
  });
  return { told, record };
}

describe("what the policy pack writes down", () => {
  it("is each line that the engine is told, no more and no less", async () => {
    const command = { type: COMMAND, props: {} };
    const waivers = () => ({ waivers: [waiver], findings: [] });
    for (const outside of [{}, { waivers }]) {
      const { told, record } = await recorded([web, command], outside);
      assert.ok(record.length > 2);
      assert.deepEqual(
        record.map(({ line }) => line),
        told.map((line) => line.replace(/^[^:]*: /, "")),
      );
    }
  });

  it("changes nothing of what the engine is told", async () => {
    const { told } = await recorded([web]);
    assert.deepEqual(told, await run(SOME, [stack, web]));
  });

  it("names the resource, the object, the field, the remedy and the digest", async () => {
    const { record } = await recorded([web]);
    const found = record.find(({ rule }) => rule === "images-come-from-harbor");
    assert.equal(found?.urn, urnOf(web.type));
    assert.deepEqual(found.object, {
      apiVersion: "apps/v1",
      kind: "Deployment",
      namespace: "team",
      name: "web",
    });
    assert.equal(found.path, "spec.template.spec.containers[0].image");
    assert.match(found.message, /^nginx names no host/);
    assert.match(found.remedy, /^Mirror it/);
    assert.equal(found.fingerprint, waiver.sha256);
    assert.deepEqual([found.advice, found.isResource], [false, false]);
  });

  it("names the resource of a finding about all objects, where one declares what it is about", async () => {
    const namespace: Registered = {
      type: "kubernetes:core/v1:Namespace",
      props: { apiVersion: "v1", kind: "Namespace", metadata: { name: "team" } },
    };
    const { record } = await recorded([namespace]);
    const found = record.find(({ rule }) => rule === "namespaces-deny-by-default");
    assert.equal(found?.urn, urnOf(namespace.type));
  });

  it("has digests that a waiver is accepted by, of objects and of resources", async () => {
    const command = { type: COMMAND, props: {} };
    const { record } = await recorded([web, command]);
    const waivers = record.flatMap(({ rule, urn, fingerprint: sha256, isResource }): Waiver[] =>
      sha256 === undefined || rule === "namespaces-deny-by-default"
        ? []
        : [{ ...waiver, rule, object: isResource ? urn : waiver.object, sha256 }],
    );
    assert.deepEqual(waivers.map(({ object }) => object).sort(), [waiver.object, urnOf(COMMAND)]);
    const after = await recorded([web, command], { waivers: () => ({ waivers, findings: [] }) });
    const waived = after.record.filter((each) => each.waived !== undefined);
    assert.deepEqual(waived.map(({ rule }) => rule).sort(), [
      "images-come-from-harbor",
      "program-runs-nothing",
    ]);
    assert.ok(waived.every(({ advice }) => advice));
  });

  it("has what is told of the gate's own data", async () => {
    const siteOf = () => {
      throw new SiteError("There is none.");
    };
    const { record } = await recorded([], { siteOf });
    assert.deepEqual(
      record.map(({ rule, message, advice }) => [rule, message, advice]),
      [["site-is-known", "There is none.", false]],
    );
  });

  it("goes into the file that is named, a line of JSON each, and nowhere where none is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "findings-"));
    const file = join(folder, "findings.jsonl");
    try {
      const told = await run(SOME, [stack, web], { record: findingsFile(file) });
      const lines = readFileSync(file, "utf8").trimEnd().split("\n");
      assert.equal(lines.length, told.length);
      assert.equal((JSON.parse(lines[0] ?? "") as Recorded).urn, urnOf(web.type));
      assert.throws(() => findingsFile(join(folder, "none/file"))?.({} as Recorded), /ENOENT/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    assert.deepEqual([findingsFile(undefined), findingsFile("")], [undefined, undefined]);
  });
});
