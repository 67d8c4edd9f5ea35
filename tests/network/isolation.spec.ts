import assert from "node:assert/strict";

import { mayReach, type End } from "./evaluator";
import * as platform from "./platform";

const tcp = (port: number) => ({ protocol: "TCP", port }) as const;
const udp = (port: number) => ({ protocol: "UDP", port }) as const;

/** Ports that Seldon's pods listen on, and some that others do. */
const ports = [22, 53, 80, 443, 2019, 5432, 5572, 6443, 8080, 9000, 9003, 9004, 9005, 9044, 9500];

for (const hodometer of [false, true])
  describe(`the network with hodometer ${hodometer ? "on" : "off"}`, () => {
    const policies = platform.policiesOf({ hodometer });
    const reach = (from: End, to: End, port: { protocol: "TCP" | "UDP"; port: number }) =>
      mayReach(policies, from, to, port);
    /** The ports, of either protocol, that are open. */
    const open = (from: End, to: End): string[] =>
      ports.flatMap((number) =>
        [tcp(number), udp(number)]
          .filter((port) => reach(from, to, port))
          .map(({ protocol, port }) => `${protocol} ${String(port)}`),
      );
    const tenants = platform.landscape.tenants.map((name) => ({
      name,
      pods: platform.podsOf(name),
    }));

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
      assert.equal(pairs, 6 * 16);
    });

    it("lets nobody in from outside the platform", () => {
      const outside = [platform.stranger, platform.kubelet, platform.internet, platform.apiServer];
      for (const { name, pods } of tenants)
        for (const from of outside)
          for (const to of Object.values(pods)) assert.deepEqual(open(from, to), [], name);
      for (const from of outside) assert.deepEqual(open(from, platform.controller), []);
    });

    it("lets the controller reach each scheduler's two ports, and no other pod of a tenant", () => {
      for (const { pods } of tenants) {
        assert.deepEqual(open(platform.controller, pods.scheduler), ["TCP 9004", "TCP 9044"]);
        for (const pod of [pods.envoy, pods.server, pods.hodometer])
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
            assert.equal(open(from, to).length, ports.length * 2);
    });

    /** All that never has a way out: hodometer's, by port alone, may match pods on some networks. */
    const quiet = [
      platform.controller,
      ...tenants.flatMap(({ pods: { scheduler, envoy, server } }) => [scheduler, envoy, server]),
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

    it(`lets ${hodometer ? "hodometer alone, on port 80 alone," : "nothing"} out to the internet`, () => {
      for (const { pods } of tenants) {
        const { hodometer: telemetry, ...others } = pods;
        assert.deepEqual(open(telemetry, platform.internet), hodometer ? ["TCP 80"] : []);
        for (const from of Object.values(others))
          assert.deepEqual(open(from, platform.internet), []);
      }
      assert.deepEqual(open(platform.controller, platform.internet), []);
    });
  });

describe("the network of one tenant", () => {
  it("does not open by another tenant coming or going", () => {
    const [first, second] = [platform.podsOf("team-a"), platform.podsOf("team-b")];
    const alone = platform.policiesOf({ tenants: ["team-a"] });
    const both = platform.policiesOf({ tenants: ["team-a", "team-b"] });
    assert.deepEqual(alone.get("team-a"), both.get("team-a"));
    assert.equal(mayReach(both, first.envoy, second.envoy, tcp(9000)), false);
  });
});
