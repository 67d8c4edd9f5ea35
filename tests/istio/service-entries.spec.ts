import assert from "node:assert/strict";

import { serviceEntries, type WaysOut } from "../../istio/service-entries";
import { waysOutOf } from "../../istio/tenant-traffic";
import { tenantFlows } from "../../network/flows/tenant";
import { landscapeOf, trafficOf } from "../../network/landscape";
import { tenantPolicies } from "../../network/policies";
import { accepted } from "../setup-config";
import { complaintsOf } from "./real-crd";

const made = (change: Partial<WaysOut> = {}) =>
  serviceEntries("team-a", { targets: [], receivers: [], ...change });
const outside = (change: Partial<WaysOut>) =>
  made(change)
    .slice(1)
    .map(({ metadata, spec: { hosts, addresses, ports } }) => ({
      name: metadata.name,
      host: hosts[0],
      ...(addresses && { addresses }),
      ports: ports.map(({ protocol, number }) => `${protocol} ${String(number)}`),
    }));

describe("the ways that proxies of a tenant let through", () => {
  it("are those to its own agents where it goes nowhere else", () => {
    const [agents, ...rest] = made();
    assert.deepEqual(rest, []);
    assert.deepEqual(agents, {
      apiVersion: "networking.istio.io/v1",
      kind: "ServiceEntry",
      metadata: { name: "agents", namespace: "team-a" },
      spec: {
        hosts: ["agents.team-a.internal"],
        ports: [
          { number: 9001, name: "tcp-9001", protocol: "TCP" },
          { number: 9501, name: "tcp-9501", protocol: "TCP" },
        ],
        location: "MESH_INTERNAL",
        resolution: "NONE",
        exportTo: ["."],
      },
    });
  });

  it("are exact addresses, all of one port together and each once", () => {
    const targets = [
      { cidrs: ["10.9.0.2/32", "10.9.0.1/32"], port: 9000 },
      { cidrs: ["10.9.0.1/32"], port: 9000 },
      { cidrs: ["10.8.0.0/24"], port: 9092 },
    ];
    assert.deepEqual(outside({ targets }), [
      {
        name: "outside-9000",
        host: "outside-9000.team-a.internal",
        addresses: ["10.9.0.1/32", "10.9.0.2/32"],
        ports: ["TCP 9000"],
      },
      {
        name: "outside-9092",
        host: "outside-9092.team-a.internal",
        addresses: ["10.8.0.0/24"],
        ports: ["TCP 9092"],
      },
    ]);
  });

  it("name no namespace of the cluster, whose Services proxies know by themselves", () => {
    assert.deepEqual(outside({ targets: [{ namespace: "minio", port: 9000 }] }), []);
  });

  it("are the receivers of usage counts by name, one entry for all ports of a host", () => {
    const receivers = [
      "http://hodometer.seldon.io",
      "https://counts.test:8443/x",
      "http://counts.test/y",
    ];
    assert.deepEqual(outside({ receivers }), [
      { name: "hodometer.seldon.io", host: "hodometer.seldon.io", ports: ["HTTP 80"] },
      { name: "counts.test", host: "counts.test", ports: ["TLS 8443", "HTTP 80"] },
    ]);
  });

  it("are a receiver's address where it has no name, and none where it is a Service", () => {
    const receivers = ["http://10.1.2.3:81", "http://[fd00::1]", "http://a.b.svc", "http://counts"];
    assert.deepEqual(
      outside({ receivers }).map(({ addresses, ports }) => [addresses, ports]),
      [
        [["10.1.2.3/32"], ["TCP 81"]],
        [["fd00::1/128"], ["TCP 80"]],
      ],
    );
  });

  it("are heard of by no proxy of another tenant", () => {
    for (const { spec } of made({ receivers: ["http://counts.test"] }))
      assert.deepEqual(spec.exportTo, ["."]);
  });

  it("are what Istio's real CRD accepts", function () {
    const ways = {
      targets: [{ cidrs: ["10.9.0.1/32"], port: 9000 }],
      receivers: ["https://counts.test"],
    };
    for (const object of made(ways))
      assert.deepEqual(complaintsOf(this, "serviceentries.networking.istio.io", object), []);
  });
});

describe("the ways out of a stack file's tenant", () => {
  const cidr = (address: string, port: number) => ({ cidrs: [`${address}/32`], port });
  const platform = accepted({
    cluster: {
      context: "test",
      apiServer: { cidrs: ["10.0.0.1/32"] },
      nodeLocalDns: ["169.254.20.10/32"],
    },
    istio: { enabled: true },
    hodometer: {
      enabled: true,
      extraPublishUrls: ["https://counts.test:8443"],
      egress: [cidr("10.9.0.4", 8443)],
    },
    modelStores: [
      {
        endpoint: "http://a.test",
        egress: [cidr("10.9.0.1", 9000), { namespace: "a", port: 9000 }],
      },
      { endpoint: "http://b.test", egress: [cidr("10.9.0.9", 9000)] },
    ],
    seldon: {
      kafka: { bootstrap: "k.test:9092", egress: [cidr("10.9.0.2", 9092)] },
      tracing: { endpoint: "c.test:4317", egress: [cidr("10.9.0.3", 4317)] },
    },
    tenants: [
      {
        name: "team-a",
        storage: [{ scheme: "s3", endpoint: "http://a.test" }],
      },
    ],
  });
  const [tenant] = platform.tenants;
  assert.ok(tenant);

  it("are exactly the addresses and ports that its NetworkPolicies open", () => {
    const rows = tenantFlows(landscapeOf(platform), trafficOf(tenant, platform));
    const spec = tenantPolicies("team-a", rows);
    const opened = spec
      .filter(({ namespace }) => namespace === "team-a")
      .flatMap((policy) => policy.spec.egress ?? [])
      .flatMap(({ to, ports = [] }) =>
        (to as { ipBlock?: { cidr: string } }[]).flatMap(({ ipBlock }) =>
          ports.map(({ port }) => `${ipBlock?.cidr ?? ""} ${String(port)}`),
        ),
      )
      // The API server is a Service, and receivers of counts have a name in place of an address.
      .filter((way) => !/^ |^10\.0\.0\.1|^0\.0\.0\.0/.test(way));
    const letThrough = serviceEntries("team-a", waysOutOf(tenant, platform)).flatMap(
      ({ spec: { addresses = [], ports } }) =>
        addresses.flatMap((address) => ports.map(({ number }) => `${address} ${String(number)}`)),
    );
    assert.deepEqual(letThrough.sort(), [...new Set(opened)].sort());
    assert.equal(letThrough.length, 5);
  });

  it("have receivers on the ports that its NetworkPolicies open, and none where counts are off", () => {
    const named = (change: object) =>
      serviceEntries("team-a", waysOutOf(tenant, { ...platform, ...change }))
        .filter(({ spec }) => spec.location === "MESH_EXTERNAL" && !spec.addresses)
        .flatMap(({ spec }) => spec.ports.map(({ number }) => number));
    assert.deepEqual(named({}), [80, 8443]);
    const off = { hodometer: { ...platform.hodometer, enabled: false } };
    assert.deepEqual(named(off), []);
  });
});
