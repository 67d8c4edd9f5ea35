import assert from "node:assert/strict";
import { judge } from "../../policy/judge";
import { readObjects, UNREADABLE } from "../../policy/read-objects";
import type { Rule } from "../../policy/rule";
import { RULES } from "../../policy/rules/all";
import { UNKNOWN } from "../../policy/unknown";
import { configMap, deployment, findingsOf, PROD, seldon } from "./objects";

const images = (document: unknown) => findingsOf("images-come-from-harbor", [document]);

describe("judge", () => {
  it("unpacks a List, also one in another, and gives typed items the list's kind", () => {
    const list = {
      apiVersion: "v1",
      kind: "List",
      items: [
        configMap({}),
        { apiVersion: "v1", kind: "ConfigMapList", items: [{ metadata: { name: "x" } }] },
      ],
    };
    const { objects, findings } = readObjects(list);
    assert.deepEqual(findings, []);
    assert.deepEqual(
      objects.map(({ kind }) => kind),
      ["ConfigMap", "ConfigMap"],
    );
  });

  it("judges what has items and is more than a list as both", () => {
    const hidden = { ...deployment({ containers: [{ image: "nginx" }] }), items: [configMap({})] };
    assert.deepEqual(
      readObjects(hidden).objects.map(({ kind }) => kind),
      ["Deployment", "ConfigMap"],
    );
    assert.equal(images({ ...hidden, items: [] }).length, 1);
    assert.equal(images({ ...hidden, kind: "DeploymentList", items: [] }).length, 1);
  });

  const unreadable: [string, unknown, string][] = [
    ["has no kind", { apiVersion: "v1" }, "kind"],
    ["has no apiVersion", { kind: "Pod" }, "apiVersion"],
    ["is a word", "hello", "kind"],
    ["is a bare list", [configMap({})], "kind"],
    ["has items that are no list", { apiVersion: "v1", kind: "List", items: {} }, "items"],
    ["is null in a List", { apiVersion: "v1", kind: "List", items: [null] }, "kind"],
    ["has an unknown kind", { apiVersion: "v1", kind: UNKNOWN }, "kind"],
  ];
  for (const [what, document, path] of unreadable)
    it(`refuses a document that ${what}`, () => {
      const { findings } = judge(RULES, [document, deployment({})], PROD);
      const mine = findings.filter(({ rule }) => rule === UNREADABLE);
      assert.deepEqual(
        mine.map((finding) => finding.path),
        [path],
      );
    });

  it("refuses an object when a rule breaks on it, without the values in the error", () => {
    const broken: Rule = {
      ...(RULES[0] as Rule & { scope: "object" }),
      check: () => {
        throw new TypeError("hunter2 is no number");
      },
    };
    const [finding] = judge([broken], [configMap({})], PROD).findings;
    assert.match(finding?.message ?? "", /stopped with TypeError/);
    assert.doesNotMatch(JSON.stringify(finding), /hunter2/);
  });

  it("refuses a set when a set rule breaks", () => {
    const broken: Rule = {
      ...(RULES[2] as Rule & { scope: "set" }),
      check: () => {
        throw new Error();
      },
    };
    assert.equal(judge([broken], [configMap({})], PROD).findings.length, 1);
  });

  describe("values unknown at preview", () => {
    it("are refused where an image could be, each by name, beside what is wrong in known ones", () => {
      const findings = images(
        deployment({
          containers: [{ image: UNKNOWN }, { image: "nginx" }, { image: UNKNOWN, args: UNKNOWN }],
        }),
      );
      const base = "spec.template.spec.containers";
      assert.deepEqual(
        findings.map(({ path }) => path),
        [`${base}[0].image`, `${base}[1].image`, `${base}[2].image`, `${base}[2].args`],
      );
      assert.match(findings[0]?.message ?? "", /is unknown at preview/);
      assert.match(findings[0]?.remedy ?? "", /plain value from the stack file/);
    });

    it("are refused as a whole spec, data or list of annotations", () => {
      assert.equal(images({ ...deployment({}), spec: UNKNOWN })[0]?.path, "spec");
      assert.equal(images({ ...configMap({}), data: UNKNOWN })[0]?.path, "data");
      assert.equal(
        images({ ...configMap({}), metadata: { annotations: UNKNOWN } })[0]?.path,
        "metadata.annotations",
      );
    });

    it("are accepted in what the API server writes, and in Secrets", () => {
      const metadata = {
        name: "x",
        namespace: "team",
        uid: UNKNOWN,
        resourceVersion: UNKNOWN,
        creationTimestamp: UNKNOWN,
        generation: UNKNOWN,
        managedFields: UNKNOWN,
      };
      assert.deepEqual(images({ ...deployment({}), metadata, status: UNKNOWN }), []);
      assert.deepEqual(
        images({
          apiVersion: "v1",
          kind: "Secret",
          metadata,
          data: UNKNOWN,
          stringData: { a: UNKNOWN },
        }),
        [],
      );
    });

    it("are refused where hodometer is switched off", () => {
      const unknown = (override: unknown) =>
        findingsOf("hodometer-off-in-prod", [seldon("SeldonRuntime", { overrides: [override] })]);
      assert.equal(
        unknown({ name: "hodometer", replicas: UNKNOWN })[0]?.path,
        "spec.overrides[0].replicas",
      );
      assert.equal(unknown({ name: UNKNOWN, replicas: 0 })[0]?.path, "spec.overrides[0].name");
      assert.equal(unknown(UNKNOWN)[0]?.path, "spec.overrides[0]");
      assert.deepEqual(unknown({ name: "hodometer", replicas: 0, podSpec: UNKNOWN }), []);
    });

    it("are refused in a namespace's deny, and name the object", () => {
      const policy = {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "deny", namespace: "team" },
      };
      const rule = "namespaces-deny-by-default";
      const [finding] = findingsOf(rule, [
        configMap({}),
        { ...policy, spec: { podSelector: {}, policyTypes: UNKNOWN } },
      ]);
      assert.equal(finding?.object.name, "deny");
      assert.equal(finding.path, "spec.policyTypes");
      assert.equal(
        findingsOf(rule, [{ ...configMap({}), metadata: { namespace: UNKNOWN } }])[0]?.path,
        "metadata.namespace",
      );
    });
  });
});
