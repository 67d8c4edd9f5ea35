import assert from "node:assert/strict";

import { cluster, metalLb } from "../exposure/stack";
import { accepted, problems } from "../setup-config";

const istio = { enabled: true };
const stack = (exposure: object, change: object = {}) => ({ cluster, istio, exposure, ...change });
const one = (exposure: object, change: object = {}) => ({
  cluster,
  istio,
  tenants: [{ name: "team-a", exposure }],
  ...change,
});

/** Each refusal beside the nearest stack that is accepted. */
function refuses(bad: object, good: object, ...sentences: string[]): void {
  assert.deepEqual(problems({ ...bad }), sentences);
  accepted({ ...good });
}

describe("a way in through the gateway", () => {
  const sentence = (at: string, word: string) =>
    `${at}: "${word}" is a way through Istio's gateway, and istio.enabled is false; set it to true, or choose direct, ingressNginx or none`;

  for (const type of ["cloudLoadBalancer", "hardwareLoadBalancer", "nodePort"])
    it(`is refused as ${type} while Istio is off`, () => {
      refuses(stack({ type }, { istio: {} }), stack({ type }), sentence("exposure.type", type));
    });

  it("is refused where one tenant has it, at that tenant", () => {
    refuses(
      one({ type: "nodePort" }, { istio: {} }),
      one({ type: "direct" }, { istio: {} }),
      sentence("tenants[0].exposure.type", "nodePort"),
    );
  });

  it("may be the stack's while Istio is off, if no tenant takes it", () => {
    accepted(one({ type: "none" }, { istio: {}, exposure: { type: "nodePort" } }));
  });
});

describe("a way in by MetalLB", () => {
  it("needs MetalLB", () => {
    refuses(
      stack({ type: "metalLb" }),
      stack({ type: "metalLb" }, { metalLb }),
      'exposure.type: "metalLb" is a way by MetalLB, which is not installed; write metalLb with its pools, or choose another way',
    );
  });

  it("needs an address, or a pool that gives one by itself", () => {
    const shy = { pools: [{ ...metalLb.pools[0], autoAssign: false }] };
    refuses(
      stack({ type: "metalLb" }, { metalLb: shy }),
      stack({ type: "metalLb", address: "10.20.0.100" }, { metalLb: shy }),
      'exposure.type: "metalLb" is without an address, since no pool of metalLb has autoAssign; write exposure.address, or let a pool give addresses by itself',
    );
    const exposure = { type: "direct", direct: { service: "loadBalancer" } };
    refuses(
      one({}, { exposure, metalLb: shy }),
      one({ address: "10.20.0.100" }, { exposure, metalLb: shy }),
      'exposure.type: "direct" is without an address for tenant team-a, since no pool of metalLb has autoAssign; write exposure.address of the tenant, or let a pool give addresses by itself',
    );
  });
});

describe("a cloud's load balancer", () => {
  it("is refused beside MetalLB, which would answer for it", () => {
    refuses(
      stack({ type: "cloudLoadBalancer" }, { metalLb }),
      stack({ type: "cloudLoadBalancer" }),
      'exposure.type: "cloudLoadBalancer" is the cloud\'s load balancer, and metalLb would answer for the same Services; remove metalLb, or choose the way in metalLb',
    );
  });
});

describe("a hardware load balancer", () => {
  it("needs members", () => {
    const type = "hardwareLoadBalancer";
    refuses(
      stack({ type }, { cluster: { ...cluster, nodes: [] } }),
      stack({ type }),
      'exposure.type: "hardwareLoadBalancer" is a load balancer outside the cluster, and cluster.nodes names no member for it; list name and address of each node there',
    );
    accepted(stack({ type: "nodePort" }, { cluster: { ...cluster, nodes: [] } }));
  });
});

describe("a direct way in", () => {
  it("is refused where TLS is asked for", () => {
    const tls = { secretName: "company-tls" };
    refuses(
      stack({ type: "direct", tls }),
      stack({ type: "ingressNginx", tls }),
      'exposure.type: "direct" is a way without TLS, and exposure.tls asks for it; choose another way, or remove exposure.tls',
    );
  });
});

describe("an ingress controller", () => {
  it("runs in no namespace of the platform", () => {
    for (const namespace of ["team-a", "istio-ingress"])
      refuses(
        stack({ type: "ingressNginx", ingress: { namespace } }),
        stack({ type: "ingressNginx", ingress: { namespace: "ingress" } }),
        `exposure.ingress.namespace: "${namespace}" is a namespace of this platform, and an ingress controller reaches every tenant's models; run it in a namespace of its own`,
      );
  });
});

describe("a stack whose cluster is wrong", () => {
  it("still hears of its way in", () => {
    const [, ...rest] = problems(stack({ type: "nodePort" }, { cluster: {}, istio: {} }));
    assert.ok(rest.some((line) => line.startsWith('exposure.type: "nodePort" is a way through')));
  });
});
