import assert from "node:assert/strict";
import { siteFrom } from "../../../../policy/site/site";
import { findingsOf, PROD, seldon } from "../../objects";

const service = (spec: object, annotations: object = {}) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "team", annotations },
  spec,
});
const pool = (...addresses: string[]) => ({
  apiVersion: "metallb.io/v1beta1",
  kind: "IPAddressPool",
  metadata: { name: "doors", namespace: "metallb-system" },
  spec: { addresses },
});
const site = (services: object) =>
  siteFrom({
    environment: "prod",
    imageHosts: ["harbor.mlops.internal"],
    network: {
      platform: ["seldon-system"],
      apiServer: { cidrs: ["10.20.0.11/32"] },
      clients: ["10.20.0.0/16"],
    },
    services,
  });
const paths = (rule: string, objects: unknown[], at = PROD) =>
  findingsOf(rule, objects, at).map(({ path }) => path);

describe("services-have-no-outside-name", () => {
  const found = (spec: object) => paths("services-have-no-outside-name", [service(spec)]);

  it("refuses an ExternalName, whatever it names, and a name that sleeps", () => {
    for (const externalName of ["evil.com", "web.other.svc.cluster.local"])
      assert.deepEqual(found({ type: "ExternalName", externalName }), ["spec.type"]);
    assert.deepEqual(found({ type: "ClusterIP", externalName: "evil.com" }), ["spec.externalName"]);
  });

  it("accepts a Service with a selector", () => {
    assert.deepEqual(found({ selector: { app: "web" }, externalName: null }), []);
  });
});

describe("endpoints-are-inside", () => {
  const endpoints = (ip: string, list = "addresses") => ({
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: { name: "web", namespace: "team" },
    subsets: [{ [list]: [{ ip }] }],
  });
  const slice = (...addresses: unknown[]) => ({
    apiVersion: "discovery.k8s.io/v1beta1",
    kind: "EndpointSlice",
    metadata: { name: "web", namespace: "team" },
    endpoints: [{ addresses: ["10.20.0.11"] }, { addresses }],
  });
  const found = (object: unknown) => paths("endpoints-are-inside", [object]);

  it("refuses addresses outside, of both families, ready or not, and host names", () => {
    assert.deepEqual(found(endpoints("8.8.8.8")), ["subsets[0].addresses[0].ip"]);
    assert.deepEqual(found(endpoints("8.8.8.8", "notReadyAddresses")), [
      "subsets[0].notReadyAddresses[0].ip",
    ]);
    for (const address of ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "evil.com", "a b"])
      assert.deepEqual(found(slice("10.20.0.11", address)), ["endpoints[1].addresses[1]"]);
  });

  it("accepts addresses that the site knows, and what is no list", () => {
    assert.deepEqual(found(endpoints("10.20.0.11")), []);
    assert.deepEqual(found(slice("10.20.0.11", null)), []);
    assert.deepEqual(found({ ...slice(), endpoints: null }), []);
  });
});

describe("service-addresses-are-from-the-pool", () => {
  const found = (spec: object, annotations: object = {}, at = site({}), ...others: unknown[]) =>
    paths("service-addresses-are-from-the-pool", [service(spec, annotations), ...others], at);
  const metalLb = "metallb.io/loadBalancerIPs";

  it("refuses externalIPs, even of the pool", () => {
    const [path] = found({ externalIPs: ["10.20.0.100"] }, {}, site({}), pool("10.20.0.100/32"));
    assert.equal(path, "spec.externalIPs");
    assert.deepEqual(found({ externalIPs: [] }), []);
  });

  it("refuses an address that is in no pool, and accepts one that is", () => {
    const doors = pool("10.20.0.100-10.20.0.109", "10.20.1.0/28", "nonsense");
    for (const address of ["10.20.0.110", "8.8.8.8", "x"]) {
      assert.deepEqual(found({ loadBalancerIP: address }, {}, site({}), doors), [
        "spec.loadBalancerIP",
      ]);
      assert.deepEqual(found({}, { [metalLb]: `10.20.0.100, ${address}` }, site({}), doors), [
        `metadata.annotations["${metalLb}"]`,
      ]);
    }
    assert.deepEqual(found({ loadBalancerIP: "10.20.1.3" }, {}, site({}), doors), []);
    assert.deepEqual(found({}, { [metalLb]: "10.20.0.109" }, site({}), doors), []);
  });

  it("takes pools of others from the site", () => {
    const own = site({ addresses: ["10.9.0.0/24"] });
    assert.deepEqual(found({ loadBalancerIP: "10.9.0.7" }, {}, own), []);
    assert.deepEqual(found({ loadBalancerIP: "10.9.1.7" }, {}, own), ["spec.loadBalancerIP"]);
  });

  it("refuses what a cloud reads, unless the site lists it", () => {
    const aws = "service.beta.kubernetes.io/aws-load-balancer-scheme";
    const asks = [{ loadBalancerClass: "eks.amazonaws.com/nlb" }, { [aws]: "internet-facing" }];
    assert.deepEqual(found(asks[0] ?? {}, asks[1]), [
      "spec.loadBalancerClass",
      `metadata.annotations["${aws}"]`,
    ]);
    const own = site({ loadBalancerClasses: ["eks.amazonaws.com/nlb"], cloudAnnotations: [aws] });
    assert.deepEqual(found(asks[0] ?? {}, asks[1], own), []);
    for (const name of ["cloud.google.com/neg", "networking.gke.io/x", "oci.oraclecloud.com/x"])
      assert.equal(found({}, { [name]: "x" }).length, 1);
    assert.deepEqual(found({}, { "team/note": "x" }), []);
  });

  it("refuses callers whom the site does not name", () => {
    const ranges = ["10.20.4.0/24", "10.0.0.0/8", "0.0.0.0/0", "x", 1];
    assert.deepEqual(
      found({ loadBalancerSourceRanges: ranges }),
      [1, 2, 3, 4].map((index) => `spec.loadBalancerSourceRanges[${index}]`),
    );
  });

  it("refuses nothing of a site that is not said to have a network, but callers", () => {
    const bare = siteFrom({ environment: "prod", imageHosts: ["a.example"] });
    assert.equal(found({ loadBalancerSourceRanges: ["10.0.0.0/8"] }, {}, bare).length, 1);
    assert.deepEqual(found({}, {}, bare), []);
  });
});

describe("services-open-no-node-ports", () => {
  const found = (object: unknown, at = PROD) => paths("services-open-no-node-ports", [object], at);
  const door = (type: string, name = "web") => site({ doors: [{ namespace: "team", name, type }] });
  const local = { externalTrafficPolicy: "Local", allocateLoadBalancerNodePorts: false };

  it("refuses what the site does not list as a door, by its namespace, name and type", () => {
    for (const type of ["NodePort", "LoadBalancer"]) {
      assert.deepEqual(found(service({ type, ...local })), ["spec.type"]);
      assert.deepEqual(found(service({ type, ...local }), door(type)), []);
      assert.deepEqual(found(service({ type, ...local }), door(type, "other")), ["spec.type"]);
      const other = type === "NodePort" ? "LoadBalancer" : "NodePort";
      assert.deepEqual(found(service({ type, ...local }), door(other)), ["spec.type"]);
    }
    assert.deepEqual(found(service({ type: "ClusterIP" })), []);
    assert.deepEqual(found(service({})), []);
  });

  it("wants a load balancer to open no node port and to hide no caller", () => {
    assert.deepEqual(found(service({ type: "LoadBalancer" }), door("LoadBalancer")), [
      "spec.allocateLoadBalancerNodePorts",
      "spec.externalTrafficPolicy",
    ]);
    const cluster = { ...local, type: "LoadBalancer", externalTrafficPolicy: "Cluster" };
    assert.deepEqual(found(service(cluster), door("LoadBalancer")), ["spec.externalTrafficPolicy"]);
    assert.deepEqual(found(service({ type: "NodePort" }), door("NodePort")), []);
  });

  const runtime = (config: object, ...overrides: object[]) =>
    seldon("SeldonRuntime", { config, overrides });
  const typed = (serviceType?: string) => ({ serviceConfig: { serviceType } });

  it("refuses a SeldonRuntime or SeldonConfig that makes load balancers", () => {
    const path = "spec.config.serviceConfig.serviceType";
    assert.deepEqual(found(runtime({})), [path]);
    assert.deepEqual(found(runtime(typed(""))), [path]);
    assert.deepEqual(found(runtime(typed("NodePort"))), [path]);
    assert.deepEqual(found(seldon("SeldonConfig", { config: typed("LoadBalancer") })), [path]);
    const envoy = { name: "seldon-envoy", serviceType: "LoadBalancer" };
    assert.deepEqual(found(runtime(typed("ClusterIP"), envoy)), ["spec.overrides[0].serviceType"]);
  });

  it("accepts those that say ClusterIP, and a door", () => {
    assert.deepEqual(found(runtime(typed("ClusterIP"), { name: "hodometer" })), []);
    assert.deepEqual(
      found(runtime({}, { name: "seldon-envoy" }, { name: "seldon-scheduler" })),
      [],
    );
    assert.deepEqual(found(seldon("SeldonConfig", {})), []);
    const envoy = { name: "seldon-envoy", serviceType: "NodePort" };
    assert.deepEqual(
      found(runtime(typed("ClusterIP"), envoy), door("NodePort", "seldon-mesh")),
      [],
    );
  });
});
