import assert from "node:assert/strict";

import type { Sample } from "../../cluster/admission";
import { MetalLb, type MetalLbArgs } from "../../components/metal-lb";
import { MetalLb as Settings } from "../../schema/metal-lb";
import { metalLbImages as images } from "../../versions";
import { policies, registry } from "./made-up";
import { ofKind, registered, tree } from "./registered";

const settings = Settings.parse({ pools: [{ name: "main", addresses: ["10.20.0.0/28"] }] });
const peer = { name: "tor", address: "10.0.0.1", asn: 64500, myAsn: 64501 };
const bgp = Settings.parse({ ...settings, mode: "bgp", peers: [peer] });
const args: MetalLbArgs = {
  chart: ".charts/metallb.tgz",
  images,
  registry,
  policies: policies.map((policy) => ({ ...policy, namespace: "metallb-system" })),
  settings,
  admits: () => Promise.resolve(),
};
const make = (change: Partial<MetalLbArgs> = {}) =>
  registered((opts) => {
    new MetalLb("metallb", { ...args, ...change }, opts);
  });

describe("MetalLB", () => {
  it("is one namespace, one chart, and a pool with its advertisement", async () => {
    const owner = "MetalLb metallb";
    assert.deepEqual(tree(await make()), [
      `kubernetes:core/v1:Namespace metallb-system < ${owner}`,
      `kubernetes:core/v1:Secret metallb-system-pull-secret < ${owner}`,
      `kubernetes:helm.sh/v4:Chart metallb < ${owner}`,
      `kubernetes:metallb.io/v1beta1:IPAddressPool metallb-main < ${owner}`,
      `kubernetes:metallb.io/v1beta1:L2Advertisement metallb-pools < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy metallb-system-allow-all < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy metallb-system-default-deny < ${owner}`,
      "seldon-platform:components:MetalLb metallb < the stack",
    ]);
  });

  it("is in a privileged namespace, since its speakers are on the nodes' network", async () => {
    const [namespace] = ofKind(await make(), "Namespace");
    const { labels } = namespace?.inputs["metadata"] as { labels: Record<string, string> };
    assert.equal(labels["pod-security.kubernetes.io/enforce"], "privileged");
  });

  it("gives the chart the name that its Service for webhooks has anyway", async () => {
    const [chart] = ofKind(await make(), "Chart");
    const { values, ...inputs } = chart?.inputs ?? {};
    assert.deepEqual(inputs, {
      name: "metallb",
      namespace: "metallb-system",
      chart: ".charts/metallb.tgz",
    });
    const { imagePullSecrets } = values as { imagePullSecrets: unknown };
    assert.deepEqual(imagePullSecrets, [{ name: "harbor-registry-secret" }]);
  });

  it("names no pull secret where there is no registry", async () => {
    const resources = await make({ registry: undefined });
    const [chart] = ofKind(resources, "Chart");
    const { imagePullSecrets } = chart?.inputs["values"] as { imagePullSecrets: unknown };
    assert.deepEqual(imagePullSecrets, []);
    assert.deepEqual(ofKind(resources, "Secret"), []);
  });

  it("makes each object in its own namespace, once the webhook has judged just that one", async () => {
    const judged: Sample[] = [];
    const resources = await make({
      settings: bgp,
      admits: (sample) => Promise.resolve(void judged.push(sample)),
    });
    const objects = resources.filter(({ type }) => type.startsWith("kubernetes:metallb.io/"));
    assert.equal(objects.length, 3);
    const asMade = objects.map(({ inputs }) => inputs as unknown as Sample);
    const byKind = (one: Sample, other: Sample) => one.kind.localeCompare(other.kind);
    assert.deepEqual(judged.sort(byKind), asMade.sort(byKind));
    for (const { metadata } of asMade) assert.equal(metadata.namespace, "metallb-system");
  });

  it("makes what names a pool or a router after it", async () => {
    const [advertisement] = ofKind(await make({ settings: bgp }), "BGPAdvertisement");
    const before = [advertisement?.opts.dependsOn]
      .flat()
      .map((resource) => (resource as unknown as { __pulumiType: string }).__pulumiType);
    assert.deepEqual(before, [
      "kubernetes:helm.sh/v4:Chart",
      "kubernetes:metallb.io/v1beta1:IPAddressPool",
      "kubernetes:metallb.io/v1beta2:BGPPeer",
    ]);
  });

  it("takes the proxies of metrics out of what the chart renders, and touches nothing else", async () => {
    const [chart] = ofKind(await make(), "Chart");
    const [transform] = chart?.opts.transforms ?? [];
    assert.ok(transform);
    const containers = [{ name: "frr" }, { name: "kube-rbac-proxy" }];
    const props = { spec: { template: { spec: { containers } } } };
    const opts = { protect: true };
    const given = (type: string) => ({ type, props, opts, name: "x", custom: true });
    assert.deepEqual(await transform(given("kubernetes:apps/v1:DaemonSet")), {
      props: { spec: { template: { spec: { containers: [{ name: "frr" }] } } } },
      opts,
    });
    assert.equal(await transform(given("kubernetes:apps/v1:Deployment")), undefined);
  });
});
