import assert from "node:assert/strict";

import type { End } from "./evaluator";
import * as platform from "./platform";

const telemetry = platform.tenants.map((tenant) => ({ ...tenant, telemetryPorts: [80] }));

for (const [choices, place, traffic] of [
  ["nothing chosen", platform.landscape, platform.tenants],
  ["hodometer on", platform.landscape, telemetry],
  ["everything chosen", platform.everything, telemetry],
] as const)
  describe(`the network with ${choices}`, () => {
    const policies = platform.policiesOf(place, traffic);
    const open = (from: End, to: End) => platform.open(policies, from, to);
    const tenants = traffic.map(({ name }) => ({ name, pods: platform.podsOf(name) }));

    it("lets no tenant reach another, on any port", () => {
      let pairs = 0;
      for (const one of tenants)
        for (const two of tenants)
          if (one.name !== two.name)
            for (const from of Object.values(one.pods))
              for (const to of Object.values(two.pods)) {
                pairs++;
                assert.deepEqual(open(from, to), [], `${one.name} to ${two.name}`);
              }
      assert.equal(pairs, 6 * 49);
    });

    it("lets nobody in from outside the platform", () => {
      const outside = [platform.stranger, platform.kubelet, platform.internet, platform.apiServer];
      for (const { name, pods } of tenants)
        for (const from of outside)
          for (const to of Object.values(pods)) assert.deepEqual(open(from, to), [], name);
      for (const from of [...outside, platform.prometheus])
        assert.deepEqual(open(from, platform.controller), []);
    });

    const schedulerPort = place.controlPlaneTls ? "TCP 9044" : "TCP 9004";

    it(`lets the controller reach each scheduler on ${schedulerPort}, and no other pod`, () => {
      for (const { pods } of tenants) {
        const { scheduler, ...others } = pods;
        assert.deepEqual(open(platform.controller, scheduler), [schedulerPort]);
        for (const pod of Object.values(others))
          assert.deepEqual(open(platform.controller, pod), []);
      }
    });

    it("lets no tenant reach the controller, nor another pod beside it", () => {
      for (const { pods } of tenants)
        for (const from of Object.values(pods))
          for (const to of [platform.controller, platform.neighbour])
            assert.deepEqual(open(from, to), []);
    });

    it("leaves a pod beside the controller with nothing at all", () => {
      const [first] = tenants;
      assert.ok(first);
      const targets = [platform.dns, platform.apiServer, platform.internet, platform.stranger];
      for (const to of [...targets, ...Object.values(first.pods), platform.controller])
        assert.deepEqual(open(platform.neighbour, to), []);
    });

    it("lets the parts of one tenant talk on every port", () => {
      for (const { pods } of tenants)
        for (const from of Object.values(pods))
          for (const to of Object.values(pods))
            assert.equal(open(from, to).length, platform.ports.length * 2);
    });

    /** All that never has a way out: hodometer's, by port alone, may match pods on some networks. */
    const quiet = [
      platform.controller,
      ...tenants.flatMap(({ pods }) => Object.values(pods).filter((pod) => pod !== pods.hodometer)),
    ];

    it("lets tenants and controller find names, at the cluster's DNS and no other pod there", () => {
      for (const from of quiet) {
        assert.deepEqual(open(from, platform.dns), ["TCP 53", "UDP 53"]);
        assert.deepEqual(open(from, platform.kubelet), []);
      }
      for (const { pods } of tenants)
        assert.ok(open(pods.hodometer, platform.dns).includes("UDP 53"));
    });

    it("lets tenants and controller reach the API server's own addresses on its port", () => {
      for (const from of quiet) {
        assert.deepEqual(open(from, platform.apiServer), ["TCP 6443"]);
        assert.deepEqual(open(from, { address: "10.20.0.13" }), []);
      }
    });

    const leaves = traffic === telemetry;
    it(`lets ${leaves ? "hodometer alone, on port 80 alone," : "nothing"} out to the internet`, () => {
      for (const from of quiet) assert.deepEqual(open(from, platform.internet), []);
      for (const { pods } of tenants)
        assert.deepEqual(open(pods.hodometer, platform.internet), leaves ? ["TCP 80"] : []);
    });
  });

describe("the network of one tenant", () => {
  it("does not open by another tenant coming or going, nor does any object change", () => {
    const one = platform.serving("team-a");
    const two = platform.serving("team-b");
    const alone = platform.policiesOf(platform.everything, [one]);
    const both = platform.policiesOf(platform.everything, [one, two]);
    assert.deepEqual(alone.get("team-a"), both.get("team-a"));
    const own = (policies: typeof both) => policies.get("seldon-system") ?? [];
    assert.deepEqual(
      own(both).filter(({ name }) => name !== "controller-to-team-b"),
      own(alone),
    );
    const [first, second] = [platform.podsOf("team-a"), platform.podsOf("team-b")];
    assert.deepEqual(platform.open(both, first.envoy, second.envoy), []);
  });

  it("has usage counts leave by its own choice, whatever the others chose", () => {
    const [on, off] = [
      platform.serving("team-a", { telemetryPorts: [80, 8443] }),
      platform.serving("team-b"),
    ];
    const policies = platform.policiesOf(platform.landscape, [on, off]);
    const out = (tenant: string) =>
      platform.open(policies, platform.podsOf(tenant).hodometer, platform.internet);
    assert.deepEqual(out("team-a"), ["TCP 80", "TCP 8443"]);
    assert.deepEqual(out("team-b"), []);
  });
});
