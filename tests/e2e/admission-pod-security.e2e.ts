import assert from "node:assert/strict";

import { podsOf, type Pod } from "../../operator/pods";
import { realData } from "../charts/real-data";
import { withoutKnownWarnings } from "./support/known-warnings";
import { AdmissionCluster } from "./support/admission-cluster";
import { injectedPods, labelsOf } from "./support/injected-pods";
import { inNamespace, operatorObjects } from "./support/operator-objects";
import { platformObjects, type KubernetesObject } from "./support/platform-objects";
import { platformOf, type StackName } from "./support/stacks";
import { namespaceLike } from "./support/tenant-objects";

const enforce = "pod-security.kubernetes.io/enforce";
/** The strictest last. */
const levels = ["privileged", "baseline", "restricted"];

const setupFile = "seldon-2.9.1/setup.rendered.yaml";

/** What each namespace with pods is labelled with; tenants not at all alike would be told one by one. */
const expected: Partial<Record<StackName, Readonly<Record<string, string>>>> = {
  full: {
    "cert-manager": "restricted",
    "metallb-system": "privileged",
    "seldon-system": "restricted",
    "istio-system": "restricted",
    "istio-cni": "privileged",
    "istio-ingress": "restricted",
    vision: "restricted",
    quiet: "restricted",
    desk: "restricted",
    apart: "restricted",
  },
  routed: {
    "metallb-system": "privileged",
    "seldon-system": "restricted",
    "istio-system": "restricted",
    "istio-cni": "privileged",
    "istio-ingress": "restricted",
    vision: "restricted",
    edge: "restricted",
  },
};

describe("the level of Pod Security that each namespace enforces", function () {
  this.timeout(300_000);
  const cluster = new AdmissionCluster("pod-security");
  const made = new Map<string, KubernetesObject[]>();

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    await cluster.start();
    for (const stack of ["full", "routed"] as const)
      made.set(stack, await platformObjects(platformOf(stack)));
  });
  after(() => cluster.remove());

  /** What the API server says of one pod of everything in a namespace, at another level than its own. */
  const created = (stack: string, namespace: string, level: string) => {
    const all = made.get(stack) ?? [];
    const name = `${stack}-${namespace}-${level}`;
    cluster.makeNamespaces([
      { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { [enforce]: level } } },
    ]);
    const serves = inNamespace(all, namespace).some(({ kind }) => kind === "SeldonRuntime");
    const accounts = [
      ...accountsOf(inNamespace(all, namespace), name),
      ...(serves ? accountsOf(operatorObjects(all, namespace), name) : []),
    ];
    if (accounts.length > 0) cluster.mustApply(accounts);
    const pods = injectedPods(all, namespace, name);
    // A training tenant has none of its own.
    const said = pods.length > 0 ? cluster.create(pods) : { taken: [], refusals: "" };
    return { ...said, pods };
  };

  for (const [stack, namespaces] of Object.entries(expected)) {
    it(`lets every pod of ${stack} in, and the next stricter one does not`, () => {
      const all = made.get(stack) ?? [];
      const seen: Record<string, string> = {};
      for (const { metadata } of all.filter(({ kind }) => kind === "Namespace")) {
        const level = labelsOf(all, metadata.name)[enforce] ?? "none";
        const { taken, refusals, pods } = created(stack, metadata.name, level);
        assert.equal(withoutKnownWarnings(refusals), "", metadata.name);
        assert.equal(taken.length, pods.length);
        if (pods.length > 0) seen[metadata.name] = level;
        const stricter = levels[levels.indexOf(level) + 1];
        if (stricter === undefined) continue;
        const { refusals: violations } = created(stack, metadata.name, stricter);
        assert.ok(violations.includes(`violates PodSecurity "${stricter}:latest"`), metadata.name);
      }
      assert.deepEqual(seen, namespaces);
    });

    it(`is held against proxies too, in ${stack}`, () => {
      const all = made.get(stack) ?? [];
      const containers = (namespace: string) =>
        injectedPods(all, namespace, "unmade").map(({ spec }) =>
          [...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name),
        );
      for (const names of containers("vision"))
        assert.deepEqual(names.slice(0, 2), ["istio-validation", "istio-proxy"]);
      assert.deepEqual(containers("istio-ingress"), [["istio-proxy"]]);
      const [gateway] = injectedPods(all, "istio-ingress", "unmade");
      assert.equal(gateway?.spec.containers[0]?.image, "harbor.test/mirror/istio/proxyv2:1.30.3");
    });
  }

  /** All pods of one tenant without what istiod adds, in a namespace like its own but without the quota. */
  const bare = (objects: readonly KubernetesObject[], name: string) => {
    cluster.makeNamespaces([namespaceLike(objects, "vision", name)]);
    const all = operatorObjects(objects, "vision", name);
    cluster.mustApply(all.filter(({ kind }) => kind === "ServiceAccount"));
    return podsOf(all);
  };

  it("lets in every component and every type of server where the setup chart is Seldon's own", async function () {
    const setup = realData(this, setupFile);
    const pods = bare(await platformObjects(platformOf("full"), setup), "like-seldons");
    assert.deepEqual([...new Set(pods.map(whatItIs))].sort(), [
      ...["hodometer", "seldon-dataflow-engine", "seldon-envoy", "seldon-modelgateway"],
      ...["seldon-pipelinegateway", "seldon-scheduler"],
      ...["own", "pictures", "shared", "trees"].map((server) => `seldon-server ${server}`),
    ]);
    const { taken, refusals } = cluster.create(pods);
    assert.equal(refusals, "");
    assert.equal(taken.length, pods.length);
  });

  it("keeps out each pod in which one container has no security context, and names the container", () => {
    const wrong = bare(made.get("full") ?? [], "bare").flatMap(withABareContainer);
    const { taken, refusals } = cluster.create(wrong.map(({ pod }) => pod));
    assert.deepEqual(taken, []);
    const lines = refusals.split("\n");
    assert.equal(lines.length, wrong.length);
    for (const [index, { container }] of wrong.entries())
      for (const words of [
        'violates PodSecurity "restricted:latest"',
        `container "${container}" must set securityContext.allowPrivilegeEscalation=false`,
        `container "${container}" must set securityContext.seccompProfile.type`,
      ])
        assert.ok(lines[index]?.includes(words), `${words} is not in: ${lines[index] ?? ""}`);
  });
});

interface Account {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const accountsOf = (objects: readonly Account[], namespace: string) =>
  objects
    .filter(({ kind, metadata }) => kind === "ServiceAccount" && metadata.name !== "default")
    .map(({ kind, metadata: { name } }) => ({
      apiVersion: "v1",
      kind,
      metadata: { name, namespace },
    }));

/** A component, or a server by its name. */
const whatItIs = ({ metadata: { labels } }: Pod): string =>
  [labels["app.kubernetes.io/name"], labels["seldon-server-name"]].filter(Boolean).join(" ");

/** The pod once for each of its containers, which in it has no security context. */
const withABareContainer = (pod: Pod) =>
  pod.spec.containers.map(({ name }) => {
    const containers = pod.spec.containers.map((container) =>
      container.name === name ? { ...container, securityContext: undefined } : container,
    );
    return { container: name, pod: { ...pod, spec: { ...pod.spec, containers } } };
  });
