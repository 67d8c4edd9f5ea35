import assert from "node:assert/strict";

import { parsePlatform } from "../config";
import { accepted, file, problems, problemsOf, seldonVersion, values } from "./setup-config";

const tenants = (...names: unknown[]) => ({ tenants: names.map((name) => ({ name })) });
const replicas = (parts: Record<string, unknown>) => ({
  tenants: [{ name: "team-a", runtime: { replicas: parts } }],
});

describe("the tenants of a stack", () => {
  it("refuses an empty list, which Seldon would take for every namespace", () => {
    assert.deepEqual(problems({ tenants: [] }), [
      "tenants: [] is empty, and Seldon takes an empty watch list for every namespace; name a tenant",
    ]);
  });

  it("refuses a stack that says nothing of tenants", () => {
    assert.deepEqual(problems({ tenants: undefined }), [
      "tenants: is missing or no list; write one item per team, as in: - name: fraud-detection",
    ]);
  });

  it("accepts a single tenant", () => {
    assert.deepEqual(
      accepted().tenants.map(({ name }) => name),
      ["team-a"],
    );
  });

  it("refuses a tenant that is listed twice, and says where it is already", () => {
    assert.deepEqual(problems(tenants("team-a", "team-b", "team-a")), [
      'tenants[2].name: "team-a" is the name of tenant 1 already; remove one of the two',
    ]);
  });

  it("accepts two tenants whose names differ in one letter", () => {
    assert.equal(accepted(tenants("team-a", "team-b")).tenants.length, 2);
  });

  const noLabels = ["Team", "-team", "team-", "te_am", "te.am", "team\n", "", "a".repeat(64)];
  for (const name of noLabels)
    it(`refuses ${JSON.stringify(name)} as a name, which is no DNS label`, () => {
      assert.deepEqual(problems(tenants(name)), [
        `tenants[0].name: ${JSON.stringify(name)} is no DNS label; use up to 63 of a-z, 0-9 and -, no - at either end`,
      ]);
    });

  for (const name of ["team", "te-am", "t", "7", "a".repeat(63)])
    it(`accepts ${name} as a name`, () => {
      assert.equal(accepted(tenants(name)).tenants[0]?.name, name);
    });

  const reserved = ["kube-system", "kube-public", "kube-x", "default", "seldon-system"];
  const addOns = ["istio-system", "istio-cni", "istio-ingress", "metallb-system", "cert-manager"];
  for (const name of [...reserved, ...addOns])
    it(`refuses ${name}, which is not a team's`, () => {
      assert.deepEqual(problems(tenants(name)), [
        `tenants[0].name: "${name}" is reserved for the cluster or the platform; choose another name`,
      ]);
    });

  for (const name of ["kube", "kubeflow", "default-team", "seldon"])
    it(`accepts ${name}, which only resembles a reserved name`, () => {
      assert.equal(accepted(tenants(name)).tenants[0]?.name, name);
    });

  it("refuses a name that YAML reads as something else, and shows what it read", () => {
    assert.deepEqual(problems(tenants(7, null, true)), [
      "tenants[0].name: 7 does not fit; expected string",
      "tenants[1].name: null does not fit; expected string",
      "tenants[2].name: true does not fit; expected string",
    ]);
  });

  it("refuses a list of bare names", () => {
    assert.deepEqual(problems({ tenants: ["team-a"] }), [
      'tenants[0]: "team-a" does not fit; expected object',
    ]);
  });
});

describe("the runtime of a tenant", () => {
  const parts: Record<string, string> = {
    mlserver: "is a model server and no part of a SeldonRuntime; write servers",
    hodometer: "is one or none; write runtime.hodometer.enabled: false to have none",
    "seldon-scheduler": "is one per tenant, always; remove it",
  };
  for (const [part, why] of Object.entries(parts))
    it(`refuses replicas of ${part}, and says why there are none to set`, () => {
      assert.deepEqual(problems(replicas({ [part]: 1 })), [
        `tenants[0].runtime.replicas.${part}: ${part} ${why}`,
      ]);
    });

  it("names the part that a misspelt one is near", () => {
    assert.deepEqual(problems(replicas({ "seldon-envoi": 2 })), [
      "tenants[0].runtime.replicas.seldon-envoi: is an unknown key; did you mean seldon-envoy? (known: seldon-envoy, seldon-modelgateway, seldon-pipelinegateway, seldon-dataflow-engine)",
    ]);
  });

  it("refuses to disable hodometer, and says what that would leave behind", () => {
    const why =
      "disable leaves the runtime's condition Ready Unknown for ever; write enabled: false";
    const off = (hodometer: object) => ({ tenants: [{ name: "team-a", runtime: { hodometer } }] });
    assert.deepEqual(problems(off({ disable: true })), [
      `tenants[0].runtime.hodometer.disable: ${why}`,
    ]);
    assert.deepEqual(problems({ hodometer: { disable: true } }), [`hodometer.disable: ${why}`]);
    assert.equal(accepted(off({ enabled: false })).tenants[0]?.runtime.hodometer.enabled, false);
  });

  it("refuses a part and a level that are called like what every object inherits", () => {
    assert.deepEqual(problems(replicas({ toString: 1 })), [
      "tenants[0].runtime.replicas.toString: is an unknown key; (known: seldon-envoy, seldon-modelgateway, seldon-pipelinegateway, seldon-dataflow-engine)",
    ]);
  });

  for (const count of [1, 20])
    it(`accepts ${String(count)} replicas of the entry point`, () => {
      const [tenant] = accepted(replicas({ "seldon-envoy": count })).tenants;
      assert.equal(tenant?.runtime.replicas["seldon-envoy"], count);
    });

  const outside: [unknown, string][] = [
    [0, "Too small: expected number to be >=1"],
    [21, "Too big: expected number to be <=20"],
    [1.5, "expected int"],
    ["2", "expected number"],
  ];
  for (const [count, expected] of outside)
    it(`refuses ${JSON.stringify(count)} replicas of the entry point`, () => {
      assert.deepEqual(problems(replicas({ "seldon-envoy": count })), [
        `tenants[0].runtime.replicas.seldon-envoy: ${JSON.stringify(count)} does not fit; ${expected}`,
      ]);
    });
});

describe("the version of Seldon", () => {
  const parse = (version: string) => () =>
    parsePlatform(values(), { file, seldonVersion: version });

  for (const version of ["2.8.5", "2.9.0", "2.9.1-rc1"])
    it(`is refused at ${version}, whose chart would let the controller watch every namespace`, () => {
      assert.deepEqual(problemsOf(parse(version), file), [
        `versions.ts: seldon is ${version}, whose chart ignores the list of tenants to watch; pin 2.9.1 or newer`,
      ]);
    });

  for (const version of ["2.9.2", "2.10.0", "3.0.0"])
    it(`is refused at ${version}, of whose operator nobody knows what it makes`, () => {
      assert.deepEqual(problemsOf(parse(version), file), [
        `versions.ts: seldon is ${version}, and what its operator makes is known of 2.9.1 only, so that no quota can be planned; pin that, or hold operator/ against the new version first`,
      ]);
    });

  it("is accepted at 2.9.1", () => {
    assert.doesNotThrow(parse("2.9.1"));
  });
});

describe("a stack with many problems", () => {
  const raw = {
    environment: "prod",
    hodomter: {},
    cluster: { context: "", apiServer: { cidrs: ["10.0.0.1"] } },
    tenants: [{ name: "A" }, { name: "team-a" }, { name: "team-a" }],
  };

  it("hears of all of them in one message, cross-checks and version included", () => {
    const lines = problemsOf(() => parsePlatform(raw, { file, seldonVersion: "2.9.0" }), file);
    const keys = lines.map((line) => line.split(": ")[0]);
    assert.deepEqual(keys, [
      "cluster.context",
      "cluster.apiServer.cidrs[0]",
      "tenants[0].name",
      "hodomter",
      "registry",
      "tenants[2].name",
      "versions.ts",
    ]);
  });

  it("leaves nothing changed in what it was given", () => {
    const before = structuredClone(raw);
    problemsOf(() => parsePlatform(raw, { file, seldonVersion }), file);
    assert.deepEqual(raw, before);
  });
});
