import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import { proxyResources } from "../../istio/proxy-resources";
import type { KubernetesObject as Made } from "../../operator/objects";
import { podsOf, type Pod } from "../../operator/pods";
import { formatCores, formatCount, parseQuantity } from "../../quota/quantity";
import { tenantParts } from "../../quota/parts";
import { quotaPlan } from "../../quota/plan";
import { resolveQuota } from "../../quota/profiles";
import { charts } from "../../versions";
import { AdmissionCluster } from "./support/admission-cluster";
import { sidecarOf } from "./support/injected-pods";
import { operatorObjects } from "./support/operator-objects";
import { platformObjects, type KubernetesObject } from "./support/platform-objects";
import { platformOf } from "./support/stacks";
import { groundwork, namespaceLike } from "./support/tenant-objects";

type Amounts = Readonly<Record<string, bigint>>;
type Hard = Readonly<Record<string, string>>;

describe("the quota of prod on a cluster", function () {
  this.timeout(300_000);
  const cluster = new AdmissionCluster("quota");
  let all: KubernetesObject[];
  let sidecar: ReturnType<typeof sidecarOf>;
  const plan = planned(true);

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    await cluster.start();
    all = await platformObjects(platformOf("full"));
    sidecar = sidecarOf(all);
  });
  after(() => cluster.remove());

  const quota = (verb: string, namespace: string, ...args: string[]) =>
    cluster.kubectl(verb, "resourcequota/tenant-quota", `--namespace=${namespace}`, ...args);

  /** What Seldon's operator makes of the tenant, with a proxy beside each pod. */
  const meshed = (namespace: string): Made[] =>
    operatorObjects(all, "vision", namespace).map((object) => {
      if (object.kind !== "Deployment" && object.kind !== "StatefulSet") return object;
      const { template } = object.spec;
      const spec = { ...object.spec, template: { ...template, spec: sidecar(template.spec) } };
      return { ...object, spec } as Made;
    });

  /** A namespace like the tenant's, with other amounts in the quota. */
  const furnish = (namespace: string, change: Hard = {}) => {
    cluster.makeNamespaces([namespaceLike(all, "vision", namespace)]);
    const objects = groundwork(all, "vision", namespace).map((object) =>
      object.kind === "ResourceQuota"
        ? { ...object, spec: { hard: { ...(object.spec?.["hard"] as Hard), ...change } } }
        : object,
    );
    cluster.mustApply(objects);
    // Until it is counted, Kubernetes refuses everything.
    quota("wait", namespace, "--for=jsonpath={.status.used.pods}=0", "--timeout=30s");
  };

  const setHard = (namespace: string, hard: Hard) => {
    quota("patch", namespace, "--patch", JSON.stringify({ spec: { hard } }));
    for (const [key, amount] of Object.entries(hard))
      quota(
        "wait",
        namespace,
        `--for=jsonpath={.status.hard.${key.replace(".", "\\.")}}=${amount}`,
      );
  };

  const countsWhatWasPlanned = async (namespace: string, { hard, atRest }: typeof plan) => {
    await eventually(() => {
      const used = JSON.parse(quota("get", namespace, "-o=jsonpath={.status.used}")) as Hard;
      assert.deepEqual(mapped(used, parseQuantity), atRest);
    });
    for (const [key, amount] of Object.entries(atRest))
      assert.ok(amount > 0n && amount <= parseQuantity(hard[key] ?? "0"), key);
  };

  it("counts exactly what was planned, when the cluster's controllers have made it all", async () => {
    furnish("vision");
    // istiod puts the mesh's CA into each namespace.
    const metadata = { name: "istio-ca-root-cert", namespace: "vision" };
    cluster.mustApply([{ apiVersion: "v1", kind: "ConfigMap", metadata }]);
    cluster.mustApply(meshed("vision").sort(workloadsLast));
    await countsWhatWasPlanned("vision", plan);
  });

  it("counts exactly what was planned without a mesh, which is less by a proxy for each pod", async () => {
    furnish("unmeshed");
    cluster.mustApply(operatorObjects(all, "vision", "unmeshed").sort(workloadsLast));
    const unmeshed = planned(false);
    await countsWhatWasPlanned("unmeshed", unmeshed);
    const [more, less, pods] = [
      plan.atRest["limits.cpu"],
      unmeshed.atRest["limits.cpu"],
      plan.atRest["pods"],
    ];
    // Its limit is 600m; a pod is counted in billionths, as cores are.
    assert.equal((more ?? 0n) - (less ?? 0n), ((pods ?? 0n) * 600n) / 1000n);
  });

  it("leaves an update hanging without the planned room for one more pod, and lets it through with it", () => {
    const { total, atRest } = plan;
    const deployments = ["deployment", "--namespace=vision"];
    const inKeys = (amounts: Amounts): Hard => ({
      pods: formatCount(amounts["pods"] ?? 0n),
      "limits.cpu": formatCores(amounts["limits.cpu"] ?? 0n),
    });
    cluster.kubectl("rollout", "status", ...deployments, "--timeout=120s");
    setHard("vision", inKeys(total));
    cluster.kubectl("rollout", "restart", ...deployments);
    cluster.kubectl("rollout", "status", ...deployments, "--timeout=120s");
    setHard("vision", inKeys(atRest));
    cluster.kubectl("rollout", "restart", "deployment/seldon-envoy", "--namespace=vision");
    const failure = cluster.kubectl(
      ...["wait", "--for=condition=ReplicaFailure", "deployment/seldon-envoy", "--timeout=30s"],
      ...["--namespace=vision", "-o", 'jsonpath={.status.conditions[?(@.type=="ReplicaFailure")]}'],
    );
    assert.match(failure, /exceeded quota: tenant-quota, requested: .*pods=1/);
  });

  it("refuses the pod for which it is one millicore too small, in the numbers of the plan", () => {
    const made = meshed("tight");
    const [last, ...others] = ownFirst(podsOf(made));
    assert.ok(last);
    const { own } = plan;
    const enough = plan.atRest["limits.cpu"] ?? 0n;
    furnish("tight", { "limits.cpu": formatCores(enough - millicore) });
    cluster.mustApply(made.filter(({ kind }) => kind === "ServiceAccount"));
    const { taken, refusals } = cluster.create([...others, last]);
    assert.equal(taken.length, others.length, refusals);
    assert.equal(
      refusals.slice(refusals.indexOf("pods ")),
      'pods "own-0" is forbidden: exceeded quota: tenant-quota, ' +
        `requested: limits.cpu=${formatCores(own)}, used: limits.cpu=${formatCores(enough - own)}, ` +
        `limited: limits.cpu=${formatCores(enough - millicore)}`,
    );
    setHard("tight", { "limits.cpu": formatCores(enough) });
    assert.equal(cluster.create([last]).refusals, "");
  });
});

const millicore = 10n ** 6n;

/** What is planned for the made-up tenant, at most and while nothing is updated. */
function planned(inMesh: boolean) {
  const full = platformOf("full");
  const platform = { ...full, istio: { ...full.istio, enabled: inMesh } };
  const { environment, quotaProfiles, tenants } = platform;
  const [tenant] = tenants;
  assert.ok(tenant);
  const { hard, container } = resolveQuota(tenant.quota, quotaProfiles, environment);
  const parts = tenantParts(tenant, { ...platform, version: charts.seldonSetup.version });
  const proxy = { name: "istio-proxy", resources: proxyResources(platform.istio) };
  const { total, rows } = quotaPlan(parts, { hard, container }, inMesh ? proxy : undefined);
  const row = (wanted: string): Amounts => {
    const found = rows.find(({ name }) => name === wanted);
    assert.ok(found, wanted);
    return found.used;
  };
  const update = row("one more pod during updates");
  const atRest = mapped(total, (amount, key) => amount - (update[key] ?? 0n));
  return { hard, total, atRest, own: row("server own")["limits.cpu"] ?? 0n };
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}

/** The one pod of the server `own`, and all others. */
const ownFirst = (pods: readonly Pod[]): Pod[] => {
  const isOwn = ({ metadata }: Pod) => metadata.labels["seldon-server-name"] === "own";
  return [...pods.filter(isOwn), ...pods.filter((pod) => !isOwn(pod))];
};

/** Their controllers would otherwise try before the accounts of their pods are there. */
const workloadsLast = (one: Made, other: Made): number => rank(one) - rank(other);
const rank = ({ kind }: Made): number => (kind === "Deployment" || kind === "StatefulSet" ? 1 : 0);

/** Tries again until nothing is thrown; throws what was thrown last. */
async function eventually(hold: () => void): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      hold();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
