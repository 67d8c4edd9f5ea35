import assert from "node:assert/strict";

import { cluster, metalLb } from "../exposure/stack";
import { accepted, problems } from "../setup-config";

const stack = (exposure: object, change: object = {}, ofCluster: object = {}) => ({
  cluster: { ...cluster, ...ofCluster },
  istio: { enabled: true },
  exposure,
  ...change,
});
const direct = (...own: object[]) => ({
  tenants: own.map((exposure, index) => ({
    name: `team-${String(index)}`,
    exposure: { type: "direct", ...exposure },
  })),
});
const byLoadBalancer = { direct: { service: "loadBalancer" } };

/** Each refusal beside the nearest stack that is accepted. */
function refuses(bad: object, good: object, ...sentences: string[]): void {
  assert.deepEqual(problems({ ...bad }), sentences);
  accepted({ ...good });
}

describe("an address", () => {
  it("is given to one tenant only", () => {
    const [first, second] = [{ address: "10.20.0.101" }, { address: "10.20.0.102" }];
    refuses(
      stack(byLoadBalancer, { metalLb, ...direct(first, first) }),
      stack(byLoadBalancer, { metalLb, ...direct(first, second) }),
      'tenants[1].exposure.address: "10.20.0.101" is the address of tenant team-0 already, by tenants[0].exposure.address; change one of the two',
    );
  });

  it("is given to the gateway or to a tenant, not to both", () => {
    const exposure = { type: "metalLb", address: "10.20.0.100", ...byLoadBalancer };
    const tenants = (address: string) => ({
      tenants: [{ name: "team-z" }, ...direct({ address }).tenants],
    });
    refuses(
      stack(exposure, { metalLb, ...tenants("10.20.0.100") }),
      stack(exposure, { metalLb, ...tenants("10.20.0.101") }),
      'tenants[1].exposure.address: "10.20.0.100" is the address of the gateway already, by exposure.address; change one of the two',
    );
  });

  it("is one address however it is spelt", () => {
    const nodes = (address: string) => ({
      nodes: [
        { name: "node-1", address: "fd00::21" },
        { name: "node-2", address },
      ],
    });
    refuses(
      stack({}, {}, nodes("FD00:0::21")),
      stack({}, {}, nodes("fd00::22")),
      'cluster.nodes[1].address: "FD00:0::21" is the address of node node-1 already, by cluster.nodes[0].address; change one of the two',
    );
  });

  it("is no node's and nobody's that is named as taken", () => {
    const taken = [{ name: "the VPN", address: "10.20.0.5" }];
    const exposure = (address: string) => ({ type: "hardwareLoadBalancer", address });
    refuses(
      stack(exposure("10.20.0.5"), {}, { taken }),
      stack(exposure("10.20.0.6"), {}, { taken }),
      'exposure.address: "10.20.0.5" is the address of the VPN already, by cluster.taken[0].address; change one of the two',
    );
  });

  it("that MetalLB gives is in one of its pools", () => {
    const sentence = (at: string, address: string) =>
      `${at}: "${address}" is in no pool of metalLb (pools: doors 10.20.0.100-10.20.0.120); write an address of one, or add it to one`;
    const door = (address: string) => stack({ type: "metalLb", address }, { metalLb });
    refuses(door("10.20.0.121"), door("10.20.0.120"), sentence("exposure.address", "10.20.0.121"));
    const tenant = (address: string) => stack(byLoadBalancer, { metalLb, ...direct({ address }) });
    refuses(
      tenant("10.20.0.99"),
      tenant("10.20.0.100"),
      sentence("tenants[0].exposure.address", "10.20.0.99"),
    );
  });

  it("that a load balancer outside has is in none of them", () => {
    const outside = (address: string) =>
      stack({ type: "hardwareLoadBalancer", address }, { metalLb });
    refuses(
      outside("10.20.0.110"),
      outside("10.20.0.121"),
      'exposure.address: "10.20.0.110" is the address of a load balancer outside, and metalLb\'s pool doors would give it to a Service; take it out of the pool',
    );
  });
});

describe("a NodePort", () => {
  it("is one tenant's only", () => {
    refuses(
      stack({}, direct({ nodePort: 32000 }, { nodePort: 32000 })),
      stack({}, direct({ nodePort: 32000 }, { nodePort: 32001 }, {})),
      "tenants[1].exposure.nodePort: 32000 is the NodePort of tenant team-0 already, by tenants[0].exposure.nodePort; change one of the two",
    );
  });

  it("is the gateway's only where callers come by it", () => {
    const tenants = [{ name: "team-z" }, ...direct({ nodePort: 31080 }).tenants];
    refuses(
      stack({ type: "nodePort" }, { tenants }),
      stack({ type: "metalLb" }, { tenants, metalLb }),
      "tenants[1].exposure.nodePort: 31080 is the NodePort of the gateway's HTTP already, by exposure.ports.http; change one of the two",
    );
  });

  it("is not HTTP's and HTTPS's at once, as soon as there is TLS", () => {
    const exposure = { type: "nodePort", ports: { http: 31080, https: 31080 } };
    refuses(
      stack({ ...exposure, tls: { secretName: "company-tls" } }),
      stack(exposure),
      "exposure.ports.https: 31080 is the NodePort of the gateway's HTTP already, by exposure.ports.http; change one of the two",
    );
  });

  it("is nobody's that is named as taken", () => {
    const taken = (nodePort: number) => ({ taken: [{ name: "Harbor", nodePort }] });
    refuses(
      stack({ type: "nodePort" }, {}, taken(31080)),
      stack({ type: "nodePort" }, {}, taken(30881)),
      "cluster.taken[0].nodePort: 31080 is the NodePort of the gateway's HTTP already, by exposure.ports.http; change one of the two",
    );
  });

  it("is inside the range of the cluster", () => {
    refuses(
      stack({}, direct({ nodePort: 32768 })),
      stack({}, direct({ nodePort: 32767 })),
      "tenants[0].exposure.nodePort: 32768 names NodePort 32768, and the cluster has 30000 to 32767; write one of these, or mend cluster.nodePorts",
    );
    accepted(stack({}, direct({ nodePort: 32768 }), { nodePorts: { to: 32800 } }));
  });

  it("is in a range that has a first and a last port", () => {
    const range = (from: number) => stack({}, {}, { nodePorts: { from, to: 31000 } });
    refuses(
      range(31001),
      range(31000),
      "cluster.nodePorts.from: 31001 is more than cluster.nodePorts.to, which is 31000; write the first port here and the last one there",
    );
  });
});
