import assert from "node:assert/strict";
import type {
  KubernetesObject,
  V1ConfigMap,
  V1DaemonSet,
  V1EndpointSlice,
  V1MutatingWebhookConfiguration,
  V1Node,
  V1Pod,
} from "@kubernetes/client-node";

import { judgeChangers } from "../../commands/preflight/probes/changers";
import { deciders, judgeDeciders, pluginOf } from "../../commands/preflight/probes/deciders";
import { judgeDns } from "../../commands/preflight/probes/dns-pods";
import { judgeCallers } from "../../commands/preflight/probes/webhook-callers";
import { readStack } from "../../commands/preflight/stack";
import { SimulatedCluster } from "./simulated-cluster";

// Of the many fields of a live object, those that are looked at.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
const as = <T>(object: object): T => object as T;

describe("preflight A6, who calls webhooks", () => {
  const slice = (addresses: string[], port = 6443) =>
    as<V1EndpointSlice>({
      metadata: { namespace: "default", labels: { "kubernetes.io/service-name": "kubernetes" } },
      endpoints: [{ addresses }],
      ports: [{ port }],
    });
  const node = (address: string, annotations = {}, podCIDRs: string[] = []) =>
    as<V1Node>({
      metadata: { name: "cp", annotations },
      spec: { podCIDRs },
      status: { addresses: [{ type: "InternalIP", address }] },
    });
  const file = { cidrs: ["10.20.0.11/32"], port: 6443 };
  const judge = (
    ...args: [V1EndpointSlice[], V1Node[], (typeof file & { webhookCallers?: string[] })?]
  ) => {
    const { status, detail } = judgeCallers(args[0], args[1], args[2] ?? file, "prod");
    return `${status}: ${detail}`;
  };

  it("holds where each address of an API server's node is in the stack file", () => {
    assert.equal(
      judge([slice(["10.20.0.11"])], [node("10.20.0.11")]),
      "holds: 1 API servers at 10.20.0.11; every address of their nodes is in the stack file",
    );
  });

  it("fails for an API server, or a port, that the stack file does not have", () => {
    assert.equal(
      judge([slice(["10.20.0.11", "10.20.0.12"])], []),
      "does not hold: API servers are at 10.20.0.12 too, which is in none of 10.20.0.11/32",
    );
    assert.equal(
      judge([slice(["10.20.0.11"], 443)], [node("10.20.0.11")]),
      "does not hold: API servers listen on 443, not 6443",
    );
  });

  it("fails for the tunnel of a network plugin, until it is a webhook caller", () => {
    const calico = node("10.20.0.11", { "projectcalico.org/IPv4VXLANTunnelAddr": "10.42.7.0" });
    const flannel = node("10.20.0.11", { "flannel.alpha.coreos.com/backend-type": "vxlan" }, [
      "10.42.7.0/24",
    ]);
    for (const tunnelled of [calico, flannel]) {
      assert.equal(
        judge([slice(["10.20.0.11"])], [tunnelled]),
        "does not hold: webhooks may be called by cp from 10.42.7.0, which no policy lets in",
      );
      const named = { ...file, webhookCallers: ["10.42.0.0/16"] };
      assert.match(judge([slice(["10.20.0.11"])], [tunnelled], named), /^holds/);
    }
  });

  it("cannot tell where API servers are no nodes, or are not to be seen", () => {
    assert.match(
      judge([slice(["10.20.0.11"])], [node("10.20.0.50")]),
      /^could not be told: .*none of the nodes/,
    );
    assert.match(judge([], []), /^could not be told/);
  });
});

describe("preflight A8, who answers for cluster DNS", () => {
  const dns = {
    namespace: "kube-system",
    podLabels: { "k8s-app": "kube-dns" },
    nodeLocal: [] as string[],
  };
  const slices = [
    as<V1EndpointSlice>({
      metadata: { namespace: "kube-system" },
      endpoints: [{ addresses: ["10.42.0.2"], targetRef: { name: "coredns-1" } }],
      ports: [{ port: 53, protocol: "UDP" }],
    }),
  ];
  const pod = (labels: object, name = "coredns-1", hostNetwork = false) =>
    as<V1Pod>({ metadata: { namespace: "kube-system", name, labels }, spec: { hostNetwork } });
  const corefile = (forward: string) => [
    as<V1ConfigMap>({
      metadata: { namespace: "kube-system" },
      data: { Corefile: `.:53 {\n  kubernetes cluster.local\n  forward . ${forward}\n}` },
    }),
  ];
  const judge = (pods: V1Pod[], configMaps: V1ConfigMap[] = [], site = dns) => {
    const { status, detail } = judgeDns({ slices, pods, configMaps }, site, "prod");
    return `${status}: ${detail}`;
  };
  const good = pod({ "k8s-app": "kube-dns" });

  it("holds where all of them carry the label that policies select", () => {
    assert.equal(
      judge([good], corefile("/etc/resolv.conf")),
      "holds: 1 pods of kube-system answer, all with k8s-app=kube-dns",
    );
  });

  it("fails for one without the label, and for one on its node's network", () => {
    const said =
      "does not hold: cluster DNS is also coredns-1, which policies for k8s-app=kube-dns do not open";
    assert.equal(judge([pod({})]), said);
    assert.equal(judge([pod({ "k8s-app": "kube-dns" }, "coredns-1", true)]), said);
  });

  it("fails for a cache on each node that the site file does not know", () => {
    const cache = pod({ "k8s-app": "node-local-dns" }, "node-local-dns-x", true);
    assert.match(judge([good, cache]), /^does not hold: each node has a DNS cache/);
    assert.match(judge([good, cache], [], { ...dns, nodeLocal: ["169.254.20.10/32"] }), /^holds/);
  });

  it("fails where queries are forwarded to a public resolver, however that is written", () => {
    for (const to of [
      "1.1.1.1",
      "tls://1.1.1.1",
      "8.8.8.8:53",
      "[2606:4700:4700::1111]:53",
      "10.20.0.53 9.9.9.9",
    ])
      assert.match(
        judge([good], corefile(to)),
        /^does not hold: cluster DNS forwards to [\d:.a-f]+$/,
      );
    assert.match(judge([good], corefile("10.20.0.53")), /^holds/);
  });

  it("cannot tell where nobody stands behind port 53", () => {
    assert.match(judge([]), /^could not be told: no pod of kube-system/);
  });
});

describe("preflight A9, who else decides", () => {
  const named = (name: string) => [as<V1DaemonSet>({ metadata: { name } })];
  const policy = (kind: string, name: string, namespace?: string) =>
    as<KubernetesObject>({ kind, metadata: { name, namespace } });

  it("names the network plugin", () => {
    assert.equal(pluginOf(named("calico-node"), []), "Calico");
    assert.equal(pluginOf(named("rke2-cilium"), []), "Cilium");
    const k3s = as<V1Node>({
      metadata: { annotations: { "flannel.alpha.coreos.com/public-ip": "10.0.0.1" } },
    });
    assert.equal(pluginOf([], [k3s]), "flannel as k3s has it");
    assert.equal(pluginOf([], []), "one that could not be recognised");
  });

  it("fails for policies of other kinds that hold for all, or for a namespace of the stack", () => {
    const judge = (...policies: KubernetesObject[]) =>
      judgeDeciders(policies, "Calico", ["fraud-detection"]);
    for (const one of [
      policy("GlobalNetworkPolicy", "allow-all"),
      policy("AdminNetworkPolicy", "pass"),
      policy("CiliumNetworkPolicy", "world", "fraud-detection"),
    ]) {
      const { status, detail } = judge(one);
      assert.equal(status, "does not hold");
      assert.ok(detail.includes(`${one.kind ?? ""} `), detail);
    }
    assert.equal(judge(policy("NetworkPolicy", "allow-tigera.x", "calico-system")).status, "holds");
    assert.equal(
      judge(policy("NetworkPolicy", "knp.default.deny", "fraud-detection")).status,
      "holds",
    );
  });

  it("looks at every kind that decides, in the groups that the API server has, and at no staged one", async () => {
    const apiVersion = "crd.projectcalico.org/v1";
    const served = ["StagedGlobalNetworkPolicy", "IPPool", "GlobalNetworkPolicy"].map((kind) => ({
      apiVersion,
      kind,
    }));
    const objects = Object.fromEntries(
      served.map(({ kind }) => [kind, [{ metadata: { name: "some" } }]]),
    );
    const cluster = new SimulatedCluster({ served, objects });
    const { status, detail } = await deciders.look(cluster, readStack("prod"));
    assert.equal(status, "does not hold");
    assert.match(detail, /^GlobalNetworkPolicy some decide as well/);
  });

  it("cannot tell while others change what comes in; the platform's own webhooks are known", () => {
    const webhook = (name: string, namespace: string, resources: string[]) =>
      as<V1MutatingWebhookConfiguration>({
        metadata: { name },
        webhooks: [{ clientConfig: { service: { namespace } }, rules: [{ resources }] }],
      });
    const own = ["istio-system"];
    const judge = (...configurations: V1MutatingWebhookConfiguration[]) =>
      judgeChangers(configurations, [], own).status;
    assert.equal(judge(webhook("kyverno", "kyverno", ["pods"])), "could not be told");
    assert.equal(judge(webhook("zarf", "zarf", ["*"])), "could not be told");
    assert.equal(judge(webhook("istio", "istio-system", ["pods"])), "holds");
    assert.equal(judge(webhook("volumes", "storage", ["persistentvolumeclaims"])), "holds");
    const binding = policy("MutatingAdmissionPolicyBinding", "labels");
    assert.equal(judgeChangers([], [binding], own).status, "could not be told");
  });
});
