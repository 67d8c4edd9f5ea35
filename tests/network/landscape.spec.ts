import assert from "node:assert/strict";

import { landscapeOf, trafficOf } from "../../network/landscape";
import { Platform } from "../../schema/platform";

const egress = (address: string, port: number) => [{ cidrs: [`${address}/32`], port }];
const store = (name: string, address: string) => ({
  endpoint: `https://${name}`,
  egress: egress(address, 9000),
});

function parsed(change: object, tenant: object = {}) {
  const platform = Platform.parse({
    environment: "dev",
    cluster: { context: "c", apiServer: { cidrs: ["10.20.0.11/32"] } },
    modelStores: [store("minio.test", "10.20.0.30"), store("ceph.test", "10.20.0.31")],
    tenants: [{ name: "team-a", ...tenant }],
    ...change,
  });
  const [first] = platform.tenants;
  assert.ok(first);
  return { landscape: landscapeOf(platform), traffic: trafficOf(first, platform) };
}

describe("the landscape of a stack file", () => {
  it("has nothing chosen where nothing is said", () => {
    assert.deepEqual(parsed({}).landscape, {
      apiServer: { cidrs: ["10.20.0.11/32"], port: 6443 },
      nodeLocalDns: [],
      controlPlaneTls: false,
      kafka: undefined,
      tracing: [],
      monitoringNamespace: undefined,
      mesh: false,
      clients: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
      ingressNamespace: "ingress-nginx",
      acmeServer: [],
      acmeSolvers: false,
    });
  });

  it("has the mesh, the callers, the ingress controller, the nodes' DNS and the API servers' other addresses as the stack has them", () => {
    const webhookCallers = ["10.42.0.1/32"];
    const nodeLocalDns = ["169.254.20.10/32"];
    const { landscape } = parsed({
      cluster: {
        context: "c",
        apiServer: { cidrs: ["10.20.0.11/32"], webhookCallers },
        nodeLocalDns,
      },
      istio: { enabled: true },
      exposure: { clients: ["10.30.0.0/24"], ingress: { namespace: "doors" } },
    });
    assert.equal(landscape.mesh, true);
    assert.deepEqual(landscape.clients, ["10.30.0.0/24"]);
    assert.equal(landscape.ingressNamespace, "doors");
    assert.deepEqual(landscape.apiServer.webhookCallers, webhookCallers);
    assert.deepEqual(landscape.nodeLocalDns, nodeLocalDns);
  });

  it("has an ACME server answered at the door only where the door's certificate comes from there", () => {
    const server = egress("10.20.0.60", 443);
    const acme = { server: "https://acme.test/dir", email: "a@b.test", egress: server };
    const of = (tls: object | undefined, settings: object = { acme }) => {
      const certManager = { authority: "selfSigned", ...settings };
      const { landscape } = parsed({ certManager, exposure: { tls } });
      return [landscape.acmeServer, landscape.acmeSolvers];
    };
    assert.deepEqual(of({}), [server, true]);
    assert.deepEqual(of({ secretName: "ours" }), [server, false]);
    assert.deepEqual(of(undefined), [server, false]);
    assert.deepEqual(of({}, {}), [[], false]);
    assert.deepEqual(parsed({ exposure: { tls: {} } }).landscape.acmeSolvers, false);
  });

  it("has the targets, the protocol and the namespace that the stack chooses", () => {
    const kafka = egress("10.20.0.40", 9092);
    const tracing = egress("10.20.0.50", 4317);
    const { landscape } = parsed({
      seldon: {
        kafka: { bootstrap: "kafka.test:9092", egress: kafka },
        tracing: { endpoint: "otel.test:4317", egress: tracing },
        controlPlaneTls: { issuer: "seldon" },
      },
      monitoring: { namespace: "monitoring" },
    });
    assert.deepEqual(landscape.kafka, kafka);
    assert.deepEqual(landscape.tracing, tracing);
    assert.equal(landscape.controlPlaneTls, true);
    assert.equal(landscape.monitoringNamespace, "monitoring");
  });
});

describe("the traffic of a tenant of a stack file", () => {
  const login = { scheme: "s3", endpoint: "https://minio.test" };

  it("goes to the stores that it has a login for, and to each of them once", () => {
    assert.deepEqual(parsed({}).traffic.modelStores, []);
    const again = { ...login, scheme: "minio" };
    assert.deepEqual(
      parsed({}, { storage: [login, again] }).traffic.modelStores,
      egress("10.20.0.30", 9000),
    );
  });

  it("comes in by the tenant's own word, and by the stack's where it has none", () => {
    const exposure = { type: "direct" };
    assert.equal(parsed({}).traffic.wayIn, "none");
    assert.equal(parsed({ exposure }).traffic.wayIn, "direct");
    const tenant = { exposure: { type: "ingressNginx" } };
    assert.equal(parsed({ exposure }, tenant).traffic.wayIn, "ingressNginx");
  });

  const counts = (hodometer: object, tenant: object = {}) => {
    const { reportsUsage, usageReceivers } = parsed({ hodometer }, tenant).traffic;
    return { reportsUsage, usageReceivers };
  };
  const egress8443 = [{ cidrs: ["10.20.0.33/32"], port: 8443 }];
  const further = { extraPublishUrls: ["https://counts.test:8443"], egress: egress8443 };

  it("has no usage counts where the stack or the tenant has them off", () => {
    const none = { reportsUsage: false, usageReceivers: [] };
    assert.deepEqual(counts({}), none);
    const off = { runtime: { hodometer: { enabled: false } } };
    assert.deepEqual(counts({ enabled: true, ...further }, off), none);
    assert.deepEqual(counts(further), none);
  });

  it("has usage counts leave to Seldon, and to the further receivers that are listed", () => {
    assert.deepEqual(counts({ enabled: true }), { reportsUsage: true, usageReceivers: [] });
    assert.deepEqual(counts({ enabled: true, ...further }), {
      reportsUsage: true,
      usageReceivers: egress8443,
    });
  });
});
