import assert from "node:assert/strict";

import type { Landscape } from "../../network/landscape";
import type { Policy } from "../../network/policies";
import { waysIn } from "../../schema/exposure";
import type { End } from "./evaluator";
import * as platform from "./platform";
import { chosen, pairs, subsets } from "./switches";

const label = ({ namespace, name }: Policy) => `${namespace}/${name}`;

/** The names of policies that are in one list only, or differ between the two. */
function changed(before: readonly Policy[], after: readonly Policy[]): string[] {
  const texts = [before, after].map(
    (list) => new Map(list.map((policy) => [label(policy), JSON.stringify(policy)])),
  );
  const [first, second] = texts;
  assert.ok(first && second);
  return [...new Set([...first.keys(), ...second.keys()])].filter(
    (name) => first.get(name) !== second.get(name),
  );
}

/** A policy of the tenant's own: in its namespace, or named by it where another's pods are. */
const isOf = (tenant: string) => (name: string) =>
  name.startsWith(`${tenant}/`) || name.endsWith(`-${tenant}`);

/** Each way in, under none, each, and each two of the switches. */
const situations = pairs().flatMap((names) =>
  waysIn.map((wayIn) => {
    const { place, tenant } = chosen(names);
    return {
      title: [wayIn, ...names].join(" + "),
      place: { ...platform.landscape, ...place } satisfies Landscape,
      tenant: { ...tenant, wayIn },
    };
  }),
);

describe("the network, by each way in and under each two switches", function () {
  this.timeout(60_000);

  it("is asked about in all of these situations", () => {
    assert.equal(situations.length, 7 * (1 + 11 + 55));
  });

  it("lets no tenant reach another, and nobody reach what has no lock", () => {
    const tenants = (["team-a", "team-b"] as const).map((name) => platform.podsOf(name));
    const [a, b] = tenants;
    assert.ok(a && b);
    const strangers: End[] = [
      ...Object.values(platform.outside),
      ...Object.values(platform.ground),
      platform.controller,
    ];
    const theirs: End[] = [b.envoy, b.server, b.scheduler];
    const platforms: End[] = [...Object.values(platform.ground), ...Object.values(a)];
    for (const { title, place, tenant } of situations) {
      const traffic = ["team-a", "team-b"].map((name) => platform.serving(name, tenant));
      const policies = platform.policiesOf(place, traffic);
      const open = (from: End, to: End) => platform.open(policies, from, to);
      for (const from of [a.envoy, a.server, a.hodometer])
        for (const to of theirs) assert.deepEqual(open(from, to), [], title);
      for (const from of strangers) {
        const found = open(from, a.server);
        // rclone, the agent's debug port, and the model server's own.
        for (const port of [5572, 7777, 9000, 9500])
          assert.ok(!found.includes(`TCP ${String(port)}`), title);
        assert.ok(!open(from, platform.ground.istiod).includes("TCP 15010"), title);
      }
      for (const to of platforms)
        for (const from of [platform.stranger, platform.internet, platform.besideClient])
          assert.deepEqual(open(from, to), [], title);
    }
  });

  it("changes no policy of anybody else when a tenant comes or goes", () => {
    const isNew = isOf("team-b");
    for (const { title, place, tenant } of situations) {
      const one = platform.serving("team-a", tenant);
      const two = platform.serving("team-b", tenant);
      const found = changed(
        platform.allPolicies(place, [one]),
        platform.allPolicies(place, [one, two]),
      );
      assert.ok(found.length > 0 && found.every(isNew), `${title}: ${found.join()}`);
    }
  });

  it("changes only policies of the tenants that use the word, when the word is another", () => {
    for (const { title, place, tenant } of situations)
      for (const wayIn of waysIn) {
        const [before, after] = [tenant, { ...tenant, wayIn }].map((of) =>
          platform.allPolicies(place, [platform.serving("team-a", of), platform.serving("team-b")]),
        );
        assert.ok(before && after);
        const others = changed(before, after).filter((name) => !isOf("team-a")(name));
        assert.deepEqual(others, [], `${title} to ${wayIn}`);
      }
  });

  it("never has an empty list of peers, nor the world among them but for usage counts", () => {
    const every = subsets().flatMap((names) =>
      waysIn.flatMap((wayIn) => {
        const { place, tenant } = chosen(names);
        const traffic = [platform.serving("team-a", { ...tenant, wayIn })];
        return platform.allPolicies({ ...platform.landscape, ...place }, traffic);
      }),
    );
    assert.ok(every.length > 1024 * 7 * 10);
    const texts = new Map(every.map((policy) => [JSON.stringify(policy), policy]));
    for (const [text, policy] of texts) {
      assert.ok(!/"(from|to|ports)":\[\]/.test(text), text);
      if (text.includes("/0")) assert.equal(label(policy), "team-a/allow-hodometer");
    }
  });
});

describe("the policies of a stack with neither mesh nor way in", () => {
  it("do not know of Istio, the gateway or cert-manager", () => {
    const { place, tenant } = chosen(["monitoring", "seldon.kafka", "modelStores", "hodometer"]);
    const traffic = platform.serving("team-a", tenant);
    const policies = platform
      .allPolicies({ ...platform.landscape, ...place }, [traffic])
      .filter(({ namespace }) => ["team-a", "seldon-system"].includes(namespace));
    assert.ok(policies.length > 5);
    assert.ok(!/istio|cert-manager|metallb|ingress-nginx/.test(JSON.stringify(policies)));
    for (const namespace of ["istio-system", "istio-ingress", "cert-manager"])
      assert.deepEqual(
        platform
          .allPolicies(platform.landscape, [traffic])
          .filter((policy) => policy.namespace === namespace && isOf("team-a")(label(policy))),
        [],
      );
  });
});
