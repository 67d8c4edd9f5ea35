import assert from "node:assert/strict";
import { stringify } from "yaml";
import { judge } from "../../../policy/judge";
import { UNREADABLE } from "../../../policy/read-objects";
import type { KubernetesObject } from "../../../policy/kubernetes-object";
import type { Finding } from "../../../policy/rule";
import { RULES } from "../../../policy/rules/all";
import { UNKNOWN } from "../../../policy/unknown";
import { fingerprint } from "../../../policy/waivers/fingerprint";
import { ledgerOf } from "../../../policy/waivers/ledger";
import { waiversFor, within } from "../../../policy/waivers/load-waivers";
import { readWaivers, WAIVERS_HOLD, type Waiver } from "../../../policy/waivers/waiver";
import { deployment, PROD } from "../objects";

const IMAGES = RULES.filter(({ name }) => name === "images-come-from-harbor");
const TODAY = "2031-05-01";
const WEB = deployment({
  containers: [
    { name: "a", image: "nginx" },
    { name: "b", image: "busybox" },
  ],
});
const FIRST = "spec.template.spec.containers[0].image";

const waiver = (change: Partial<Waiver> = {}): Waiver => ({
  index: 0,
  rule: "images-come-from-harbor",
  object: "apps/v1/Deployment/team/web",
  sha256: fingerprint(WEB) ?? "",
  owner: "platform team",
  reason: "until the mirror has it",
  until: "2031-05-28",
  ...change,
});

/** All that is said of a whole stack. */
function account(findings: Finding[], among: object[], waivers: Waiver[], today: string) {
  const ledger = ledgerOf(waivers, today);
  const told = findings.map((finding) => ledger.waive(finding, among as KubernetesObject[]));
  return [...told, ...ledger.faults, ...ledger.unused()];
}

/** What stops, and what is told by way of advice, of the two images of one Deployment. */
function judged(waivers: Waiver[], objects: object[] = [WEB], today = TODAY) {
  const { objects: read, findings } = judge(IMAGES, objects, PROD);
  const told = account(findings, read, waivers, today);
  return {
    stops: told.filter(({ advice }) => !advice).map(({ rule, path }) => `${rule} ${path}`),
    advice: told.filter(({ advice }) => advice),
    holds: told.filter(({ rule }) => rule === WAIVERS_HOLD),
  };
}

describe("a waiver", () => {
  it("turns what it names into advice that says who answers for it, why and until when", () => {
    const { stops, advice } = judged([waiver()]);
    assert.deepEqual(stops, []);
    assert.equal(advice.length, 2);
    assert.deepEqual(advice[0]?.waived, {
      owner: "platform team",
      reason: "until the mirror has it",
      until: "2031-05-28",
    });
  });

  it("holds for one field where it names one", () => {
    const { stops, advice } = judged([waiver({ path: FIRST })]);
    assert.deepEqual(stops, ["images-come-from-harbor spec.template.spec.containers[1].image"]);
    assert.deepEqual(
      advice.map(({ path }) => path),
      [FIRST],
    );
  });

  it("holds no more for an object that has changed, whatever its name and labels", () => {
    const changed = { ...WEB, metadata: { ...WEB.metadata, labels: { waived: "true" } } };
    const { stops, holds } = judged([waiver()], [changed]);
    assert.equal(stops.length, 3);
    assert.match(holds[0]?.message ?? "", /not that of the object as it is now/);
  });

  it("holds for an object whose keys come in another order", () => {
    const { metadata, ...rest } = WEB;
    assert.deepEqual(judged([waiver()], [{ metadata, ...rest }]).stops, []);
  });

  it("does not hold where a second object has the name", () => {
    const other = deployment({ containers: [{ name: "a", image: "evil" }] });
    assert.equal(judged([waiver()], [WEB, other]).stops.length, 4);
  });

  const bad: [string, Partial<Waiver>, string, RegExp][] = [
    ["is over", { until: "2031-04-30" }, "until", /2031-04-30 is over/],
    ["is longer than 90 days", { until: "2031-07-31" }, "until", /more than 90 days off/],
    ["is of a rule for which there are none", { rule: "reach-is-known" }, "rule", /for nobody/],
    ["is of waivers", { rule: WAIVERS_HOLD }, "rule", /for nobody/],
    ["is of what cannot be read", { rule: UNREADABLE }, "rule", /for nobody/],
  ];
  for (const [what, change, field, words] of bad)
    it(`is itself a finding when it ${what}`, () => {
      const { holds, stops } = judged([waiver(change)]);
      assert.equal(stops.length, 3);
      assert.equal(holds[0]?.path, `[0].${field}`);
      assert.match(holds[0].message, words);
    });

  it("holds on its last day, and for 90 days", () => {
    assert.deepEqual(judged([waiver({ until: TODAY })]).stops, []);
    assert.deepEqual(judged([waiver({ until: "2031-07-30" })]).stops, []);
  });

  it("is a finding when nothing needs it, by another name, rule, field or path", () => {
    const changes: Partial<Waiver>[] = [
      { object: "apps/v1/Deployment/other/web" },
      { object: "apps/v1/Deployment/team/we" },
      { rule: "images-do-not-move" },
      { path: "spec" },
    ];
    for (const change of changes) {
      const { stops, holds } = judged([waiver(change)]);
      assert.equal(stops.length, 3, JSON.stringify(change));
      assert.match(holds[0]?.message ?? "", /for what it does not refuse/);
    }
  });

  it("is not needed for what is advice anyway", () => {
    const { objects, findings } = judge(IMAGES, [WEB], PROD);
    const advice = findings.map((finding) => ({ ...finding, advice: true }));
    const last = account(advice, objects, [waiver()], TODAY).at(-1);
    assert.match(last?.message ?? "", /for what it does not refuse/);
  });

  it("holds for no value that is unknown at preview", () => {
    const later = deployment({ containers: [{ name: "a", image: UNKNOWN }] });
    assert.equal(fingerprint(later), undefined);
    assert.equal(judged([waiver()], [later]).stops.length, 2);
  });

  it("is for the stack that it names, or that its URN does", () => {
    const urn = "urn:pulumi:dev::platform::kubernetes:apps/v1:Deployment::web";
    const all = [
      waiver(),
      waiver({ stack: "prod" }),
      waiver({ stack: "dev" }),
      waiver({ object: urn }),
    ];
    assert.deepEqual(waiversFor("prod", all), all.slice(0, 2));
    assert.deepEqual(waiversFor("dev", all), [all[0], all[2], all[3]]);
  });
});

describe("readWaivers", () => {
  const plain = { ...waiver(), index: undefined };

  it("reads a list, and nothing where there is none", () => {
    assert.deepEqual(readWaivers(stringify([plain]), "f"), { waivers: [waiver()], findings: [] });
    assert.deepEqual(readWaivers("# none\n", "f").waivers, []);
  });

  const malformed: [string, string, string][] = [
    ["no YAML", "a: [", ""],
    ["no list", "a: b", ""],
    ["a waiver without an owner", stringify([{ ...plain, owner: undefined }]), "[0].owner"],
    ["a waiver with an empty reason", stringify([{ ...plain, reason: " " }]), "[0].reason"],
    ["a digest that is none", stringify([{ ...plain, sha256: "*" }]), "[0].sha256"],
    ["a day that is none", stringify([{ ...plain, until: "2031-02-30" }]), "[0].until"],
    ["a misspelt key", stringify([{ ...plain, untill: "x" }]), "[0]"],
    ["an alias", "- &a { b: 1 }\n- *a\n", ""],
  ];
  for (const [what, text, path] of malformed)
    it(`tells of ${what}, and waives nothing by it`, () => {
      const { waivers, findings } = readWaivers(text, "f");
      assert.deepEqual(waivers, []);
      assert.ok(findings.some((finding) => finding.path === path && !finding.advice));
    });

  it("keeps a sound waiver beside a malformed one", () => {
    const { waivers, findings } = readWaivers(stringify([{}, plain]), "f");
    assert.deepEqual(waivers, [waiver({ index: 1 })]);
    assert.ok(findings.length > 0);
  });
});

describe("the waivers of a change", () => {
  const loaded = (...waivers: Waiver[]) => ({ waivers, findings: [] });

  it("may be fewer than those of the base revision", () => {
    const [one, two] = [waiver(), waiver({ index: 1, path: FIRST })];
    assert.deepEqual(
      within(loaded(one, two), loaded({ ...two, index: 0 })),
      loaded({ ...two, index: 0 }),
    );
  });

  it("hold only once they are merged, and ask for approval until then", () => {
    const added = waiver({ index: 1, until: "2031-05-29" });
    const { waivers, findings } = within(loaded(waiver()), loaded(waiver(), added));
    assert.deepEqual(waivers, [waiver()]);
    assert.equal(findings.length, 1);
    assert.equal(findings[0]?.path, "[1]");
    assert.equal(findings[0].needsApproval, true);
    assert.equal(findings[0].advice, true);
  });
});
