import assert from "node:assert/strict";

import type { End } from "./evaluator";
import * as platform from "./platform";

const telemetry = platform.tenants.map((tenant) => ({ ...tenant, reportsUsage: true }));

/** Neither rclone's 5572 nor the agent's 7777 is among them, nor a model server's own 9000 and 9500. */
const always = {
  "envoy > scheduler": "TCP 9002",
  "envoy > server": "TCP 9001, TCP 9501",
  "server > envoy": "TCP 9000",
};
const plain = { ...always, "server > scheduler": "TCP 9005" };
const full = {
  ...always,
  "server > scheduler": "TCP 9055",
  "modelGateway > scheduler": "TCP 9044",
  "pipelineGateway > scheduler": "TCP 9044",
  "hodometer > scheduler": "TCP 9044",
  "dataflow > scheduler": "TCP 9008",
  "modelGateway > envoy": "TCP 9000",
  "pipelineGateway > envoy": "TCP 9000",
  "envoy > pipelineGateway": "TCP 9010, TCP 9011",
};

for (const [choices, place, traffic, inside] of [
  ["nothing chosen", platform.landscape, platform.tenants, plain],
  [
    "hodometer on",
    platform.landscape,
    telemetry,
    { ...plain, "hodometer > scheduler": "TCP 9004" },
  ],
  ["everything chosen", platform.everything, telemetry, full],
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

    it("lets the parts of one tenant talk as their programs do, and on no other port", () => {
      for (const { name, pods } of tenants)
        assert.deepEqual(platform.reached(policies, pods, {}), inside, name);
    });

    it("leaves a pod that somebody puts beside Seldon's with nothing at all", () => {
      for (const { name, pods } of tenants)
        for (const from of [platform.pod(name, { app: "debug" }), platform.pod(name)])
          for (const to of [
            ...Object.values(pods),
            platform.dns,
            platform.nodeLocalDns,
            platform.apiServer,
            platform.internet,
            platform.ground.istiod,
          ]) {
            assert.deepEqual(open(from, to), [], name);
            assert.deepEqual(open(to, from), [], name);
          }
    });

    const parts = traffic.map((tenant) => platform.runningPods(place, tenant));
    /** All that never has a way out: hodometer's, by port alone, may match pods on some networks. */
    const quiet = [
      platform.controller,
      ...parts.flatMap((pods) => Object.values(pods).filter((pod) => pod !== pods.hodometer)),
    ];

    it("lets tenants and controller find names, at the cluster's DNS and no other pod there", () => {
      for (const from of quiet) {
        assert.deepEqual(open(from, platform.dns), ["TCP 53", "UDP 53"]);
        assert.deepEqual(open(from, platform.kubelet), []);
        const cached = place.nodeLocalDns.length > 0 ? ["TCP 53", "UDP 53"] : [];
        assert.deepEqual(open(from, platform.nodeLocalDns), cached);
      }
      for (const { hodometer } of parts)
        if (hodometer) assert.ok(open(hodometer, platform.dns).includes("UDP 53"));
    });

    it("lets whoever reads Secrets reach the API server's own addresses on its port, and not Envoy", () => {
      const envoys = parts.map(({ envoy }) => envoy);
      for (const from of quiet) {
        const expected = envoys.some((envoy) => envoy === from) ? [] : ["TCP 6443"];
        assert.deepEqual(open(from, platform.apiServer), expected);
        assert.deepEqual(open(from, { address: "10.20.0.13" }), []);
      }
    });

    it("lets hodometer reach the API server where its certificate is in a Secret, and not elsewhere", () => {
      for (const { hodometer } of parts)
        if (hodometer)
          assert.equal(
            open(hodometer, platform.apiServer).includes("TCP 6443"),
            place.controlPlaneTls,
          );
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
      platform.serving("team-a", {
        reportsUsage: true,
        usageReceivers: [{ cidrs: ["93.184.216.34/32"], port: 8443 }],
      }),
      platform.serving("team-b"),
    ];
    const policies = platform.policiesOf(platform.landscape, [on, off]);
    const out = (tenant: string) =>
      platform.open(policies, platform.podsOf(tenant).hodometer, platform.internet);
    assert.deepEqual(out("team-a"), ["TCP 80", "TCP 8443"]);
    assert.deepEqual(out("team-b"), []);
  });
});
