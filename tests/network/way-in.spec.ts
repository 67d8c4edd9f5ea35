import assert from "node:assert/strict";

import { waysIn, type WayIn } from "../../schema/exposure";
import * as platform from "./platform";

const { landscape, everything, ground, outside } = platform;

/** Where calls come from, by each word. */
const doors: Readonly<Record<WayIn, keyof typeof ground | keyof typeof outside | undefined>> = {
  cloudLoadBalancer: "gateway",
  metalLb: "gateway",
  hardwareLoadBalancer: "gateway",
  nodePort: "gateway",
  direct: "client",
  ingressNginx: "ingressController",
  none: undefined,
};
const withGateway = waysIn.filter((word) => doors[word] === "gateway");
const solver = (tenant: string) =>
  platform.pod(tenant, { "acme.cert-manager.io/http01-solver": "true" });

/** What the word adds to who may reach whom, over a platform whose other tenant is shut. */
function opened(wayIn: WayIn, place = landscape): Record<string, string> {
  const ours = { ...ground, ...platform.podsOf("team-a"), solver: solver("team-a") };
  const [shut, open] = (["none", wayIn] as const).map((word) => {
    const traffic = [platform.serving("team-a", { wayIn: word }), platform.serving("team-b")];
    return platform.reached(platform.policiesOf(place, traffic), ours);
  });
  assert.ok(shut && open);
  for (const pair of Object.keys(shut)) assert.equal(open[pair], shut[pair], pair);
  return Object.fromEntries(Object.entries(open).filter(([pair]) => !(pair in shut)));
}

describe("the ways in", function () {
  this.timeout(30_000);
  for (const wayIn of waysIn) {
    const door = doors[wayIn];
    it(`open by ${wayIn} ${door ? `Envoy's port to the ${door} and to` : "nothing to"} nobody else`, () => {
      const expected: Record<string, string> = door ? { [`${door} > envoy`]: "TCP 9000" } : {};
      assert.deepEqual(opened(wayIn), expected);
      assert.deepEqual(opened(wayIn, { ...landscape, mesh: true }), expected);
      assert.deepEqual(opened(wayIn, { ...everything, acmeSolvers: false }), expected);
    });
  }

  it("let the gateway through to those tenants alone whose own word leads there", () => {
    for (const one of withGateway)
      for (const two of waysIn) {
        const traffic = [
          platform.serving("team-a", { wayIn: one }),
          platform.serving("team-b", { wayIn: two }),
        ];
        const policies = platform.policiesOf(everything, traffic);
        const { envoy } = platform.podsOf("team-b");
        const found = platform.open(policies, ground.gateway, envoy);
        assert.deepEqual(found, doors[two] === "gateway" ? ["TCP 9000"] : [], two);
      }
  });

  it("leave a training tenant shut, whatever the stack's word is", () => {
    for (const wayIn of waysIn) {
      const policies = platform.policiesOf(everything, [platform.training("lab", { wayIn })]);
      for (const from of [...Object.values(ground), ...Object.values(outside)])
        for (const to of [...Object.values(platform.podsOf("lab")), solver("lab")])
          assert.deepEqual(platform.open(policies, from, to), [], wayIn);
    }
  });
});

describe("the door's certificate from an ACME server", function () {
  this.timeout(30_000);
  const place = { ...landscape, acmeSolvers: true };

  it("has cert-manager try the answer at the gateway, where a tenant is behind it", () => {
    for (const wayIn of withGateway)
      assert.deepEqual(opened(wayIn, place), {
        "gateway > envoy": "TCP 9000",
        "certManager > gateway": "TCP 80, TCP 443",
      });
  });

  it("has the ingress controller reach the answer in the tenant, and cert-manager try it there", () => {
    const { "certManager > ingressController": tried, ...others } = opened("ingressNginx", place);
    assert.equal(tried, "TCP 80, TCP 443");
    assert.deepEqual(others, {
      "ingressController > envoy": "TCP 9000",
      "ingressController > solver": "TCP 8089",
    });
  });

  it("opens nothing to a tenant without a door, nor to one without TLS", () => {
    assert.deepEqual(opened("none", place), {});
    assert.deepEqual(opened("direct", place), { "client > envoy": "TCP 9000" });
  });
});

describe("the mesh", () => {
  const traffic = [
    platform.serving("team-a"),
    platform.serving("team-b"),
    platform.training("lab"),
  ];
  const meshed = { ...landscape, mesh: true };
  const [off, on] = [landscape, meshed].map((place) => platform.policiesOf(place, traffic));
  assert.ok(off && on);

  it("lets each pod of a serving tenant reach istiod by TLS, and no other port of it", () => {
    for (const tenant of ["team-a", "team-b"])
      for (const from of Object.values(platform.runningPods(meshed, platform.serving(tenant)))) {
        assert.deepEqual(platform.open(on, from, ground.istiod), ["TCP 15012"]);
        for (const to of [ground.besideIstiod, ground.cni, ground.gateway, ground.webhook])
          assert.deepEqual(platform.open(on, from, to), []);
      }
  });

  it("lets no pod reach istiod where it is off, nor a training tenant's where it is on", () => {
    for (const from of Object.values(platform.podsOf("team-a")))
      assert.deepEqual(platform.open(off, from, ground.istiod), []);
    for (const from of Object.values(platform.podsOf("lab")))
      assert.deepEqual(platform.open(on, from, ground.istiod), []);
  });

  it("leaves Seldon's controller, which has no proxy, and strangers away from istiod", () => {
    for (const from of [platform.controller, platform.stranger, platform.internet])
      assert.deepEqual(platform.open(on, from, ground.istiod), []);
  });

  it("lets nobody of the mesh call into a tenant by itself", () => {
    for (const from of Object.values(ground))
      for (const to of Object.values(platform.podsOf("team-a")))
        assert.deepEqual(platform.open(on, from, to), []);
  });

  it("adds the proxies' metrics to what Prometheus scrapes, and nothing without Prometheus", () => {
    const policies = platform.policiesOf({ ...meshed, monitoringNamespace: "monitoring" }, traffic);
    const { scheduler, envoy } = platform.podsOf("team-a");
    const proxy = ["TCP 15020", "TCP 15090"];
    assert.deepEqual(platform.open(policies, platform.prometheus, scheduler), proxy);
    assert.deepEqual(platform.open(policies, platform.prometheus, envoy), ["TCP 9003", ...proxy]);
    assert.deepEqual(platform.open(on, platform.prometheus, scheduler), []);
  });
});
