import assert from "node:assert/strict";

import { controllerFlows } from "../../network/flows/controller";
import { namespacePolicies, type Policy } from "../../network/policies";
import { platformNamespaces } from "../../schema/namespaces";
import {
  everything,
  landscape,
  policiesOf,
  policiesOfTenant,
  serving,
  tenants,
  training,
} from "./platform";
import { isMap, valuesAt } from "./values-at";

const telemetry = tenants.map((tenant) => ({ ...tenant, reportsUsage: true }));
const make = () => [
  policiesOf(),
  policiesOf(landscape, telemetry),
  policiesOf(everything, [...telemetry, training("lab")]),
];
const all = make();
const tenantNames = [...tenants.map(({ name }) => name), "lab"];
const every: [string, Policy][] = all.flatMap((policies) =>
  [...policies].flatMap(([namespace, list]) =>
    list.map((policy): [string, Policy] => [namespace, policy]),
  ),
);

describe("the policies of every namespace", () => {
  it("begin with the denial of everything, both ways, for every pod", () => {
    for (const policies of all)
      for (const [namespace, [first]] of policies)
        assert.deepEqual(
          first,
          {
            namespace,
            name: "default-deny",
            spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
          },
          namespace,
        );
  });

  it("have the shape of a NetworkPolicy, and no field that the API server would drop", () => {
    for (const [, { spec }] of every) {
      const known = ["podSelector", "policyTypes", "ingress", "egress"];
      assert.deepEqual(
        Object.keys(spec).filter((key) => !known.includes(key)),
        [],
      );
      for (const { from, ...rest } of spec.ingress ?? []) shape(from, rest);
      for (const { to, ...rest } of spec.egress ?? []) shape(to, rest);
      assert.equal(spec.ingress !== undefined, openType(spec, "Ingress"));
      assert.equal(spec.egress !== undefined, openType(spec, "Egress"));
    }
  });

  /** A denial names a type without a rule; every other policy has rules for the types it names. */
  const openType = (spec: Policy["spec"], type: "Ingress" | "Egress"): boolean =>
    spec.policyTypes.includes(type) && Boolean(spec.ingress ?? spec.egress);

  function shape(peers: readonly object[], rest: object): void {
    // An empty list of peers would mean everybody.
    assert.ok(peers.length > 0);
    for (const peer of peers) {
      const keys = Object.keys(peer).sort().join();
      assert.ok(["ipBlock", "podSelector", "namespaceSelector,podSelector"].includes(keys), keys);
    }
    const { ports, ...unknown } = rest as { ports?: readonly object[] };
    assert.deepEqual(unknown, {});
    for (const port of ports ?? [])
      assert.deepEqual(Object.keys(port).sort(), ["port", "protocol"]);
    if (ports) assert.ok(ports.length > 0);
  }

  it("choose namespaces only by the label that nobody but the API server can set", () => {
    const selectors = valuesAt("namespaceSelector", every);
    assert.ok(selectors.length > 0);
    for (const selector of selectors) {
      assert.ok(isMap(selector) && isMap(selector["matchLabels"]));
      assert.deepEqual(Object.keys(selector), ["matchLabels"]);
      assert.deepEqual(Object.keys(selector["matchLabels"]), ["kubernetes.io/metadata.name"]);
    }
  });

  it("never name another tenant", () => {
    for (const [namespace, policy] of every) {
      const own = Object.values<string>(platformNamespaces).includes(namespace)
        ? /-(team-a|team-b|team-ab)$/.exec(policy.name)?.[1]
        : namespace;
      const named = valuesAt("kubernetes.io/metadata.name", policy);
      assert.deepEqual(
        named.filter((name) => tenantNames.includes(String(name)) && name !== own),
        [],
        `${namespace}/${policy.name}`,
      );
    }
  });

  it("open no address range but API servers', callers', chosen ones, and the world's to hodometer where it is on", () => {
    const [off, on, full] = all.map((policies) => new Set(valuesAt("cidr", [...policies])));
    const always = ["10.20.0.11/32", "10.20.0.12/32", "10.30.0.0/24", "10.30.1.9/32"];
    assert.deepEqual(off, new Set(always));
    assert.deepEqual(on, new Set([...always, "0.0.0.0/0"]));
    const chosen = ["10.20.0.40/32", "10.20.0.60/32", "10.42.0.1/32", "169.254.20.10/32"];
    assert.deepEqual(full, new Set([...always, "0.0.0.0/0", ...chosen]));
  });

  it("give each policy of a namespace a name of its own", () => {
    for (const policies of all)
      for (const [namespace, list] of policies) {
        const names = list.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length, namespace);
        for (const name of names) assert.match(name, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      }
  });

  it("are the same for the same table, byte for byte", () => {
    const text = (lists: typeof all) => JSON.stringify(lists.map((policies) => [...policies]));
    assert.equal(text(make()), text(all));
  });

  it("differ by hodometer's own policy, and by the scheduler that lets it in, when it is switched", () => {
    const [off, on] = all.map((policies) => policies.get("team-a") ?? []);
    const before = off?.map((policy) => JSON.stringify(policy)) ?? [];
    const added = on?.filter((policy) => !before.includes(JSON.stringify(policy))) ?? [];
    assert.deepEqual(
      added.map(({ name }) => name),
      ["allow-seldon-scheduler", "allow-hodometer"],
    );
    assert.equal(on?.length, before.length + 1);
  });

  it("select no pod of a serving tenant by its namespace alone, but for the denial", () => {
    for (const policies of all)
      for (const { name } of tenants)
        for (const { name: policy, spec } of policies.get(name)?.slice(1) ?? [])
          assert.equal(Object.keys(spec.podSelector.matchLabels ?? {}).length, 1, policy);
  });
});

describe("the policies that come with a tenant", () => {
  const names = (policies: readonly Policy[]) =>
    policies.map(({ namespace, name }) => `${namespace}/${name}`);

  it("are its own namespace's, and one beside the controller that lets it out to the tenant", () => {
    assert.deepEqual(names(policiesOfTenant(landscape, serving("team-a"))), [
      "team-a/default-deny",
      "team-a/allow-seldon-scheduler",
      "team-a/allow-seldon-envoy",
      "team-a/allow-seldon-server",
      "seldon-system/controller-to-team-a",
    ]);
  });

  it("are beside istiod and the gateway too, where it is meshed and called through them", () => {
    const tenant = serving("team-a", { wayIn: "nodePort" });
    const place = { ...landscape, mesh: true };
    assert.deepEqual(names(policiesOfTenant(place, tenant)), [
      "team-a/default-deny",
      "team-a/allow-seldon-scheduler",
      "team-a/allow-seldon-envoy",
      "team-a/allow-seldon-server",
      "seldon-system/controller-to-team-a",
      "istio-system/istiod-from-team-a",
      "istio-ingress/gateway-to-team-a",
    ]);
    assert.deepEqual(names(policiesOfTenant({ ...place, acmeSolvers: true }, tenant)).slice(-2), [
      "istio-ingress/gateway-to-team-a",
      "cert-manager/door-of-team-a",
    ]);
  });

  it("are two where nothing is served: the denial, and what the team's pods may do", () => {
    assert.deepEqual(names(policiesOfTenant(everything, training("lab"))), [
      "lab/default-deny",
      "lab/allow-all",
    ]);
  });

  it("leave those of the controller's namespace as they are", () => {
    const [first] = policiesOfTenant(landscape, serving("team-a")).slice(-1);
    const [second] = policiesOfTenant(landscape, serving("team-b")).slice(-1);
    assert.deepEqual(names(namespacePolicies("seldon-system", controllerFlows(landscape))), [
      "seldon-system/default-deny",
      "seldon-system/allow-v2-controller-manager",
    ]);
    assert.deepEqual(valuesAt("kubernetes.io/metadata.name", first), ["team-a"]);
    assert.deepEqual(valuesAt("kubernetes.io/metadata.name", second), ["team-b"]);
  });
});
