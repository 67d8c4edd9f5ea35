import assert from "node:assert/strict";
import { siteFrom } from "../../../../policy/site/site";
import { configMap, deployment, findingsOf, PROD } from "../../objects";

const paths = (rule: string, object: unknown, at = PROD) =>
  findingsOf(rule, [object], at).map(({ path }) => path);

describe("pods-ask-the-cluster-dns", () => {
  const found = (podSpec: object) =>
    paths("pods-ask-the-cluster-dns", deployment(podSpec)).map((path) =>
      path.replace("spec.template.spec.", ""),
    );

  it("refuses the node's resolver", () => {
    assert.deepEqual(found({ dnsPolicy: "Default" }), ["dnsPolicy"]);
    assert.deepEqual(found({ dnsPolicy: "ClusterFirst" }), []);
  });

  it("refuses name servers, search domains and aliases outside", () => {
    assert.deepEqual(found({ dnsConfig: { nameservers: ["10.20.0.11", "1.1.1.1"] } }), [
      "dnsConfig.nameservers[1]",
    ]);
    assert.deepEqual(found({ dnsConfig: { nameservers: ["2606:4700::1111"] } }), [
      "dnsConfig.nameservers[0]",
    ]);
    assert.deepEqual(found({ dnsConfig: { searches: ["evil.com"] } }), ["dnsConfig.searches[0]"]);
    assert.deepEqual(found({ hostAliases: [{ ip: "8.8.8.8" }] }), ["hostAliases[0].ip"]);
  });

  it("accepts the same within", () => {
    const dnsConfig = {
      nameservers: ["10.20.0.11", "::1"],
      searches: ["team.svc.cluster.local", "svc.cluster.local", "cluster.local"],
    };
    assert.deepEqual(
      found({ dnsPolicy: "None", dnsConfig, hostAliases: [{ ip: "127.0.0.1" }] }),
      [],
    );
    assert.deepEqual(found({ dnsConfig: null, hostAliases: null }), []);
  });
});

describe("cluster-dns-asks-inside", () => {
  const inKubeSystem = (name: string, data: object) => ({
    ...configMap({ ...data }),
    metadata: { name, namespace: "kube-system" },
  });
  const corefile = (line: string) => inKubeSystem("coredns", { Corefile: `.:53 {\n  ${line}\n}` });
  const found = (object: unknown, at = PROD) => paths("cluster-dns-asks-inside", object, at);

  const outside = [
    "forward . 8.8.8.8",
    "forward . 10.20.0.11 1.1.1.1:53",
    "forward evil.com tls://9.9.9.9 {",
    "forward . /etc/resolv.conf",
    "proxy . 8.8.8.8",
    "fanout . 8.8.8.8",
    "alternate NXDOMAIN . 8.8.8.8",
    "forward . [2606:4700::1111]:53",
    "forward . 2606:4700::1111",
    "forward . dns.evil.com",
    "forward . __PILLAR__UPSTREAM__SERVERS__",
  ];
  for (const line of outside)
    it(`refuses ${line}`, () => {
      assert.deepEqual(found(corefile(line)), ["data.Corefile"]);
    });

  const inside = [
    "kubernetes cluster.local",
    "# forward . 8.8.8.8",
    "forward . 10.20.0.11",
    "forward . __PILLAR__CLUSTER__DNS__ {",
    "hosts { 8.8.8.8 x }",
  ];
  for (const line of inside)
    it(`accepts ${line}`, () => {
      assert.deepEqual(found(corefile(line)), []);
    });

  it("reads entries beside the Corefile, and Corefiles elsewhere, but no other ConfigMap", () => {
    const data = { "own.server": "evil.com:53 {\n forward . 8.8.8.8\n}" };
    assert.deepEqual(found(inKubeSystem("coredns-custom", data)), ['data["own.server"]']);
    assert.deepEqual(found(configMap({ Corefile: "forward . 8.8.8.8" })), ["data.Corefile"]);
    assert.deepEqual(found(configMap({ notes: "forward . 8.8.8.8" })), []);
  });

  it("reads kube-dns and OpenShift's DNS", () => {
    const kubeDns = (stubs: string) =>
      inKubeSystem("kube-dns", { stubDomains: stubs, upstreamNameservers: '["10.20.0.11"]' });
    assert.deepEqual(found(kubeDns('{"evil.com": ["8.8.8.8"]}')), ["data.stubDomains"]);
    assert.deepEqual(found(kubeDns('{"a.internal": ["10.20.0.11"]}')), []);
    const dns = (upstream: object, to: string) => ({
      apiVersion: "operator.openshift.io/v1",
      kind: "DNS",
      metadata: { name: "default" },
      spec: {
        servers: [{ forwardPlugin: { upstreams: [to] } }],
        upstreamResolvers: { upstreams: [upstream] },
      },
    });
    assert.deepEqual(found(dns({ type: "SystemResolvConf" }, "8.8.8.8")), [
      "spec.servers[0].forwardPlugin.upstreams[0]",
      "spec.upstreamResolvers.upstreams[0]",
    ]);
    assert.deepEqual(found(dns({ type: "Network", address: "10.20.0.11" }, "10.20.0.11")), []);
  });

  it("lets it ask whom the site lists", () => {
    const at = siteFrom({
      environment: "prod",
      imageHosts: ["a.example"],
      services: { resolvers: ["192.0.2.53", "/etc/resolv.conf"] },
    });
    assert.deepEqual(found(corefile("forward . 192.0.2.53:53 /etc/resolv.conf"), at), []);
    assert.deepEqual(found(corefile("forward . 192.0.2.54"), at), ["data.Corefile"]);
  });
});

describe("names-are-not-published", () => {
  const found = (object: unknown) => paths("names-are-not-published", object);
  const name = "external-dns.alpha.kubernetes.io/hostname";

  it("refuses annotations of external-dns on objects and pods", () => {
    const annotated = { metadata: { name: "it", annotations: { [name]: "x" } } };
    assert.deepEqual(found({ ...configMap({}), ...annotated }), [
      `metadata.annotations["${name}"]`,
    ]);
    assert.deepEqual(found({ apiVersion: "v1", kind: "Pod", ...annotated }), [
      `metadata.annotations["${name}"]`,
    ]);
    assert.deepEqual(found(deployment({}, { annotations: { [name]: "x" } })), [
      `spec.template.metadata.annotations["${name}"]`,
    ]);
    assert.deepEqual(found(deployment({}, { annotations: { "team/hostname": "x" } })), []);
  });

  it("refuses its objects and the controller itself", () => {
    assert.deepEqual(
      found({ apiVersion: "externaldns.k8s.io/v1alpha1", kind: "DNSEndpoint", metadata: {} }),
      ["kind"],
    );
    const image = (image: string) => found(deployment({ containers: [{ name: "c", image }] }));
    assert.deepEqual(image("harbor.mlops.internal/mirror/external-dns:v0.15"), [
      "spec.template.spec.containers[0].image",
    ]);
    assert.deepEqual(image("harbor.mlops.internal/mirror/internal-dns:v1"), []);
  });
});
