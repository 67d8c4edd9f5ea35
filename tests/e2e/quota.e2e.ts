import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import type { KubernetesObject as Made } from "../../operator/objects";
import { podsOf, type Pod } from "../../operator/pods";
import { formatCores, formatCount, parseQuantity } from "../../quota/quantity";
import { tenantParts } from "../../quota/parts";
import { quotaPlan } from "../../quota/plan";
import { resolveQuota } from "../../quota/profiles";
import { charts } from "../../versions";
import { AdmissionCluster } from "./support/admission-cluster";
import { fullPlatform } from "./support/full-stack";
import { operatorObjects } from "./support/operator-objects";
import { platformObjects, type KubernetesObject } from "./support/platform-objects";
import { groundwork, namespaceLike } from "./support/tenant-objects";

type Amounts = Readonly<Record<string, bigint>>;
type Hard = Readonly<Record<string, string>>;

describe("the quota of prod on a cluster", function () {
  this.timeout(120_000);
  const cluster = new AdmissionCluster("quota");
  let all: KubernetesObject[];
  let plan: ReturnType<typeof planned>;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    await cluster.start();
    all = await platformObjects(fullPlatform());
    plan = planned();
  });
  after(() => cluster.remove());

  const quota = (verb: string, namespace: string, ...args: string[]) =>
    cluster.kubectl(verb, "resourcequota/tenant-quota", `--namespace=${namespace}`, ...args);

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

  it("counts exactly what was planned, when the cluster's controllers have made it all", async () => {
    furnish("vision");
    cluster.mustApply(operatorObjects(all, "vision").sort(workloadsLast));
    const { hard, atRest } = plan;
    await eventually(() => {
      const used = JSON.parse(quota("get", "vision", "-o=jsonpath={.status.used}")) as Hard;
      assert.deepEqual(mapped(used, parseQuantity), atRest);
    });
    for (const [key, amount] of Object.entries(atRest))
      assert.ok(amount > 0n && amount <= parseQuantity(hard[key] ?? "0"), key);
  });

  it("leaves an update hanging without the planned room for one more pod, and lets it through with it", () => {
    const { total, atRest } = plan;
    const deployments = ["deployment", "--namespace=vision"];
    const inKeys = (amounts: Amounts): Hard => ({
      pods: formatCount(amounts["pods"] ?? 0n),
      "limits.cpu": formatCores(amounts["limits.cpu"] ?? 0n),
    });
    cluster.kubectl("rollout", "status", ...deployments, "--timeout=30s");
    setHard("vision", inKeys(total));
    cluster.kubectl("rollout", "restart", ...deployments);
    cluster.kubectl("rollout", "status", ...deployments, "--timeout=20s");
    setHard("vision", inKeys(atRest));
    cluster.kubectl("rollout", "restart", "deployment/seldon-envoy", "--namespace=vision");
    const failure = cluster.kubectl(
      ...["wait", "--for=condition=ReplicaFailure", "deployment/seldon-envoy", "--timeout=30s"],
      ...["--namespace=vision", "-o", 'jsonpath={.status.conditions[?(@.type=="ReplicaFailure")]}'],
    );
    assert.match(failure, /exceeded quota: tenant-quota, requested: .*pods=1/);
  });

  it("refuses the pod for which it is one millicore too small, in the numbers of the plan", () => {
    const made = operatorObjects(all, "vision", "tight");
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
function planned() {
  const platform = fullPlatform();
  const { environment, quotaProfiles, tenants } = platform;
  const [tenant] = tenants;
  assert.ok(tenant);
  const { hard, container } = resolveQuota(tenant.quota, quotaProfiles, environment);
  const parts = tenantParts(tenant, { ...platform, version: charts.seldonSetup.version });
  const { total, rows } = quotaPlan(parts, { hard, container });
  const row = (wanted: string): Amounts => {
    const found = rows.find(({ name }) => name === wanted);
    assert.ok(found, wanted);
    return found.used;
  };
  const update = row("one more pod during updates");
  const atRest = mapped(total, (amount, key) => amount - (update[key] ?? 0n));
  return { hard, total, atRest, own: row("server own")["limits.cpu"] ?? 0n };
}

const mapped = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

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
