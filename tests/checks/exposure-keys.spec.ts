import assert from "node:assert/strict";

import { cluster, metalLb } from "../exposure/stack";
import { accepted, problems } from "../setup-config";

const stack = (exposure: object, change: object = {}) => ({
  cluster,
  istio: { enabled: true },
  exposure,
  ...change,
});
const tenants = (...exposures: object[]) => ({
  tenants: exposures.map((exposure, index) => ({ name: `team-${String(index)}`, exposure })),
});

/** Each refusal beside the nearest stack that is accepted. */
function refuses(bad: object, good: object, ...sentences: string[]): void {
  assert.deepEqual(problems({ ...bad }), sentences);
  accepted({ ...good });
}

describe("the host of a tenant", () => {
  it("is nobody else's", () => {
    refuses(
      tenants({ host: "fraud.test" }, { host: "fraud.test" }),
      tenants({ host: "fraud.test" }, { host: "fraud2.test" }),
      'tenants[1].exposure.host: "fraud.test" is the host of tenant team-0 already; write another',
    );
  });

  it("is no name that another tenant has by the domain, wherever the two stand", () => {
    refuses(
      tenants({ host: "team-1.seldon.internal" }, {}),
      tenants({ host: "team-0.seldon.internal" }, {}),
      'tenants[0].exposure.host: "team-1.seldon.internal" is the host of tenant team-1 already; write another',
    );
  });

  it("is free again once its tenant is retired", () => {
    const [first, second] = tenants({ host: "fraud.test" }, { host: "fraud.test" }).tenants;
    accepted({ tenants: [{ ...first, retire: true }, second] });
  });

  it("may lie outside the domain and below it", () => {
    accepted(stack({ type: "nodePort" }, tenants({ host: "a.b.seldon.internal" })));
  });
});

describe("what a tenant says of a direct way in", () => {
  it("is refused where its way in is another", () => {
    refuses(
      stack({ type: "nodePort" }, tenants({ nodePort: 32000 })),
      stack({ type: "nodePort" }, tenants({ type: "direct", nodePort: 32000 })),
      "tenants[0].exposure.nodePort: 32000 is for direct by nodePort, and the way in is nodePort; remove it",
    );
  });

  it("is refused where its Service is of the other kind", () => {
    const direct = { service: "loadBalancer" };
    const [nodePort, address] = [{ nodePort: 32000 }, { address: "10.20.0.101" }];
    refuses(
      stack({ type: "direct", direct }, { ...tenants(nodePort), metalLb }),
      stack({ type: "direct" }, { ...tenants(nodePort), metalLb }),
      "tenants[0].exposure.nodePort: 32000 is for direct by nodePort, and the way in is direct by loadBalancer; remove it",
    );
    refuses(
      stack({ type: "direct" }, { ...tenants(address), metalLb }),
      stack({ type: "direct", direct }, { ...tenants(address), metalLb }),
      'tenants[0].exposure.address: "10.20.0.101" is for direct by loadBalancer, and the way in is direct by nodePort; remove it',
    );
  });

  it("is refused as an address that nobody gives", () => {
    const exposure = { type: "direct", direct: { service: "loadBalancer" } };
    refuses(
      stack(exposure, tenants({ address: "10.20.0.101" })),
      stack(exposure, tenants({})),
      'tenants[0].exposure.address: "10.20.0.101" is an address that MetalLB gives, which is not installed; write metalLb with its pools, or remove the address',
    );
  });
});

describe("what a stack says of a way in", () => {
  it("is refused as an address where no word reads it", () => {
    const address = "10.20.0.100";
    refuses(
      stack({ type: "cloudLoadBalancer", address }),
      stack({ type: "hardwareLoadBalancer", address }),
      'exposure.address: "10.20.0.100" is for metalLb and hardwareLoadBalancer, and the way in is cloudLoadBalancer; remove it',
    );
  });

  it("is refused as one address for two doors", () => {
    const exposure = { type: "metalLb", address: "10.20.0.100" };
    refuses(
      stack(exposure, { metalLb, ...tenants({}, { type: "hardwareLoadBalancer" }) }),
      stack(exposure, { metalLb, ...tenants({}, { type: "nodePort" }) }),
      'exposure.address: "10.20.0.100" is one address for two doors, metalLb and hardwareLoadBalancer; choose one of these ways',
    );
  });

  it("is refused as annotations where no cloud reads them", () => {
    const annotations = { "cloud.test/internal": "true" };
    refuses(
      stack({ type: "nodePort", annotations }),
      stack({ type: "cloudLoadBalancer", annotations }),
      'exposure.annotations: {"cloud.test/internal":"true"} is for cloudLoadBalancer, and the way in is nodePort; remove it',
    );
  });
});

describe("TLS at the door", () => {
  it("needs somebody who makes the certificate", () => {
    const sentence =
      "exposure.tls: {} names no certificate, and certManager, which would make one, is not installed; write tls.secretName or certManager";
    const type = "nodePort";
    refuses(
      stack({ type, tls: {} }),
      stack({ type, tls: { secretName: "company-tls" } }),
      sentence,
    );
    accepted(stack({ type, tls: {} }, { certManager: { authority: "selfSigned" } }));
  });
});

describe("the callers of prod", () => {
  const prod = (...clients: string[]) => ({
    environment: "prod",
    registry: { host: "harbor.test", username: "robot" },
    exposure: { clients },
  });

  it("are no large part of the world", () => {
    for (const range of ["0.0.0.0/1", "8.0.0.0/7", "2000::/3"])
      refuses(
        prod("10.0.0.0/8", range),
        prod("10.0.0.0/8", "203.0.113.0/24"),
        `exposure.clients[1]: "${range}" is a large part of the world, and prod lets in known callers only; write the ranges of your own network`,
      );
    accepted({ exposure: { clients: ["0.0.0.0/1"] } });
  });

  it("may be all private addresses", () => {
    accepted(prod("10.0.0.0/8", "fc00::/7"));
  });
});

describe("a training tenant", () => {
  it("has no way in, since there is nothing to call", () => {
    const [training] = tenants({ type: "direct" }).tenants;
    const served = { name: "team-b" };
    refuses(
      { tenants: [served, { ...training, kind: "training" }] },
      {
        tenants: [
          served,
          { name: "team-0", kind: "training" },
          ...tenants({ type: "direct" }).tenants.map((each) => ({ ...each, name: "team-c" })),
        ],
      },
      'tenants[1].exposure: {"type":"direct"} is a way in to models, and a training tenant serves none; remove it',
    );
  });
});
