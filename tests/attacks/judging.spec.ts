import assert from "node:assert/strict";

import type { Finding, Rule } from "../../policy/rule";
import { siteFrom } from "../../policy/site/site";
import type { Attack, Raw } from "./attack";
import { findingsOf, isKilled } from "./judging";

const site = siteFrom({ environment: "prod", imageHosts: ["harbor.mlops.internal"] });
const dev = siteFrom({ environment: "dev", imageHosts: ["harbor.mlops.internal"] });

const text = {
  description: "",
  why: "",
  severity: "low",
  remediation: "",
  ways: [],
  examples: { refused: "", accepted: "" },
} as const;

const complains = [{ path: "spec", message: "is wrong" }];

/** Refuses each object that has the field. */
const field = (name: string, key: string, binds?: "in prod"): Rule => ({
  ...text,
  name,
  ...(binds && { binds }),
  scope: "object",
  check: (object) => (object[key] === undefined ? [] : complains),
});

const set = (object: Finding["object"], message: string): Rule => ({
  ...text,
  name: "of-the-set",
  scope: "set",
  check: () => [{ object, path: "", message }],
});

const thing = (name: string, more: object = {}): Raw => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "team" },
  ...more,
});

const attack = (rule: string, touched: readonly object[]): Attack => ({
  way: 1,
  rule,
  what: "a try",
  change: { objects: [thing("other"), ...touched], touched },
});

describe("a kill", () => {
  it("is a finding by the rule that the attack names", () => {
    const rules = [field("no-spec", "spec")];
    assert.equal(isKilled(attack("no-spec", [thing("it", { spec: {} })]), { rules, site }), true);
    assert.equal(isKilled(attack("no-spec", [thing("it")]), { rules, site }), false);
  });

  it("is none by any other rule, nor where the rule is not there", () => {
    const rules = [field("no-spec", "spec")];
    const other = attack("no-data", [thing("it", { spec: {} })]);
    assert.equal(isKilled(other, { rules, site }), false);
  });

  it("is none by what no rule could read, unless the attack is just that", () => {
    const list = { apiVersion: "v1", kind: "List", items: { "0": thing("it", { spec: {} }) } };
    const gate = { rules: [field("no-spec", "spec")], site };
    assert.equal(isKilled(attack("no-spec", [list]), gate), false);
    assert.equal(isKilled(attack("objects-can-be-read", [list]), gate), true);
  });

  it("is a finding about a resource or a file too, by the rule that the attack names", () => {
    const program: Rule = {
      ...text,
      name: "no-props",
      scope: "program",
      check: (resources) =>
        resources.flatMap(({ urn, props }) =>
          props === undefined ? [] : [{ urn, path: "", message: "has props" }],
        ),
    };
    const checkout: Rule = {
      ...text,
      name: "no-files",
      scope: "checkout",
      check: (files) => [...files.keys()].map((file) => ({ file, path: "", message: "is there" })),
    };
    const gate = { rules: [program, checkout], site };
    const resource = { urn: "urn:x", type: "a:b:C", name: "c", parent: undefined };
    const kills = (rule: string, change: Attack["change"]) =>
      isKilled({ way: 1, rule, what: "a try", change }, gate);
    assert.equal(kills("no-props", { resources: [{ ...resource, props: {} }] }), true);
    assert.equal(kills("no-props", { resources: [resource] }), false);
    assert.equal(kills("no-files", { files: { "package.json": "{}" } }), true);
    assert.equal(kills("no-files", { files: {} }), false);
    assert.equal(kills("no-props", { files: { "package.json": "{}" } }), false);
  });

  it("is none by advice", () => {
    const rules = [field("no-spec", "spec", "in prod")];
    const tried = attack("no-spec", [thing("it", { spec: {} })]);
    assert.equal(isKilled(tried, { rules, site: dev }), false);
    assert.equal(isKilled(tried, { rules, site }), true);
  });

  it("names what was touched, or what decides, where the rule judges the whole set", () => {
    const name = { apiVersion: "v1", kind: "Pod", namespace: "team", name: "other" };
    const tried = attack("of-the-set", [thing("it-is")]);
    const by = (message: string) => ({ rules: [set(name, message)], site });
    assert.equal(isKilled(tried, by("reaches too much")), false);
    assert.equal(isKilled(tried, by("reaches too much (decided by team/it-is)")), true);
  });

  it("needs no name where the attack only takes away", () => {
    const name = { apiVersion: "v1", kind: "Pod", namespace: "team", name: "other" };
    assert.equal(isKilled(attack("of-the-set", []), { rules: [set(name, "x")], site }), true);
  });

  it("finds what lies within a List", () => {
    const list = { apiVersion: "v1", kind: "List", items: [thing("it", { spec: {} })] };
    const rules = [field("no-spec", "spec")];
    assert.equal(isKilled(attack("no-spec", [list]), { rules, site }), true);
  });

  it("comes from a value that is unknown, where the attack spells one", () => {
    const rules = [field("no-spec", "spec")];
    const unknown = thing("it", { spec: { $unknown: true } });
    const [finding] = findingsOf({ objects: [unknown], touched: [unknown] }, { rules, site });
    assert.match(finding?.message ?? "", /unknown at preview/);
  });
});
