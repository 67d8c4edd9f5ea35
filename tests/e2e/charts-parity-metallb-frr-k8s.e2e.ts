import assert from "node:assert/strict";

import { objectsOf } from "../charts/flatten";
import { crdsAmong } from "../charts/platform-crds";
import { StandIn } from "../charts/stand-in";

const standIn = new StandIn("metallb", { name: "metallb", namespace: "metallb-system" });
const l2 = { speaker: { frr: { enabled: false } } };
const bgp = { ...l2, frrk8s: { enabled: true } };

const named = (stream: string): string[] =>
  objectsOf(stream).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

const imagesOf = (stream: string): string[] =>
  [...new Set([...stream.matchAll(/image: '([^']+)'/g)].map(([, image]) => image ?? ""))].sort();

/** No data has this chart's objects: names and images are told as the chart has them. */
describe("the MetalLB stand-in with frr-k8s", function () {
  this.timeout("1m");

  it("adds the objects of the chart inside MetalLB's", () => {
    const before = named(standIn.render(l2));
    assert.deepEqual(
      named(standIn.render(bgp))
        .filter((name) => !before.includes(name))
        .sort(),
      [
        "ClusterRole/metallb-frr-k8s-controller",
        "ClusterRoleBinding/metallb-frr-k8s-controller",
        "ConfigMap/metallb-frr-k8s-frr-startup",
        "CustomResourceDefinition/bgpsessionstates.frrk8s.metallb.io",
        "CustomResourceDefinition/frrconfigurations.frrk8s.metallb.io",
        "CustomResourceDefinition/frrnodestates.frrk8s.metallb.io",
        "DaemonSet/metallb-frr-k8s",
        "Deployment/metallb-frr-k8s-statuscleaner",
        "Role/metallb-frr-k8s-controller",
        "Role/metallb-frr-k8s-nodestate-cleaner",
        "RoleBinding/metallb-frr-k8s-controller",
        "RoleBinding/metallb-frr-k8s-nodestate-cleaner",
        "Secret/frr-k8s-webhook-server-cert",
        "Service/frr-k8s-webhook-service",
        "ServiceAccount/metallb-frr-k8s-controller",
        "ValidatingWebhookConfiguration/frr-k8s-validating-webhook-configuration",
      ],
    );
  });

  it("runs five images, the proxies of frr-k8s's metrics included", () => {
    assert.deepEqual(imagesOf(standIn.render(bgp)), [
      "gcr.io/kubebuilder/kube-rbac-proxy:v0.12.0",
      "quay.io/frrouting/frr:10.4.1",
      "quay.io/metallb/controller:v0.15.3",
      "quay.io/metallb/frr-k8s:v0.0.21",
      "quay.io/metallb/speaker:v0.15.3",
    ]);
  });

  it("takes pull secrets and CRDs by keys of its own, and not by MetalLB's", () => {
    const metalLbs = { imagePullSecrets: [{ name: "harbor" }], crds: { enabled: false } };
    const withBoth = (own: object) => standIn.render({ ...bgp, ...metalLbs, "frr-k8s": own });
    assert.equal(withBoth({}).match(/name":"harbor"/g)?.length, 2);
    assert.equal(withBoth(metalLbs).match(/name":"harbor"/g)?.length, 4);
    assert.equal(crdsAmong(withBoth({})).size, 3);
    assert.equal(crdsAmong(withBoth(metalLbs)).size, 0);
  });

  it("refuses FRR in both places at once", () => {
    assert.throws(
      () => standIn.render({ frrk8s: { enabled: true } }),
      /speaker\.frr\.enabled and frrk8s\.enabled are both true; turn one off/,
    );
  });
});
