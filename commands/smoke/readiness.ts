import { diagnose, textOf, type Condition } from "./condition";
import type { LiveTenant, SeldonObject, Workload } from "./live-tenant";
import { failed, ok, type Finding, type Outcome } from "./outcome";

/** What the stack file says that the tenant has, by name. */
export interface Wanted {
  readonly tenant: string;
  readonly stack: string;
  readonly servers: readonly string[];
  readonly models: readonly string[];
  readonly experiments: readonly string[];
}

/** Without these two no call is answered; the rest depends on what the tenant asked for. */
const indispensable = ["seldon-scheduler", "seldon-envoy"];

/** The name of a Server's own condition: until 2.9, and from 2.10 on. */
const serverConditions = ["StatefulSetReady", "StatefulSetOrDeploymentReady"];

/** Judges a tenant by its objects. Ready alone is not enough: a part whose pods are refused has it too. */
export function readiness(wanted: Wanted, live: LiveTenant): Finding[] {
  const { tenant } = wanted;
  return [
    ...(live.runtimes.length === 0
      ? [{ subject: "runtime", outcome: absent("SeldonRuntime", wanted) }]
      : each("runtime", live.runtimes, (item) => judge(item, "seldonruntime", ["Ready"], tenant))),
    ...workloads(live.workloads, tenant),
    ...missing("server", wanted.servers, live.servers, wanted),
    ...each("server", live.servers, (item) => judge(item, "server", serverNeeds(item), tenant)),
    ...missing("model", wanted.models, live.models, wanted),
    ...each("model", live.models, (item) => judge(item, "model", ["Ready"], tenant)),
    ...missing("experiment", wanted.experiments, live.experiments, wanted),
    ...each("experiment", live.experiments, (item) => judge(item, "experiment", ["Ready"], tenant)),
  ];
}

function workloads(items: readonly Workload[], tenant: string): Finding[] {
  const own = items.filter(({ metadata }) =>
    metadata?.ownerReferences?.some(({ kind }) => ["SeldonRuntime", "Server"].includes(kind)),
  );
  const names = own.map(({ metadata }) => metadata?.name);
  const lacking = indispensable.filter((name) => !names.includes(name));
  return [
    ...lacking.map((name) => ({
      subject: `workload ${name}`,
      outcome: failed(
        "is not there: Seldon's controller has not made it",
        "kubectl -n seldon-system logs deployment/seldon-v2-controller-manager --tail=50",
      ),
    })),
    ...own.map((item) => ({
      subject: `workload ${item.metadata?.name ?? ""}`,
      outcome: rollout(item, tenant),
    })),
  ];
}

/** Held against spec.replicas, since the operator holds what is ready against what was made. */
function rollout({ kind, metadata, spec, status }: Workload, tenant: string): Outcome {
  const name = metadata?.name ?? "";
  const asked = spec?.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const isSeen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const isNeeded = indispensable.includes(name);
  if (isSeen && ready >= asked && (asked > 0 || !isNeeded))
    return ok(`${ready} of ${asked} replicas ready`);
  const refusal = status?.conditions?.find(
    ({ type, status: value }) => type === "ReplicaFailure" && value === "True",
  );
  const detail = [
    asked === 0 && isNeeded
      ? "is scaled to 0 replicas"
      : `${ready} of ${asked} replicas ready${isSeen ? "" : ", and its last change is not taken up yet"}`,
    ...(refusal ? [textOf(refusal)] : []),
  ].join("; ");
  return explained(detail, tenant, `kubectl -n ${tenant} describe ${kind.toLowerCase()} ${name}`);
}

function judge(
  { metadata, spec, status }: SeldonObject<unknown>,
  kind: string,
  needed: readonly string[],
  tenant: string,
): Outcome {
  const describe = `kubectl -n ${tenant} describe ${kind} ${metadata.name}`;
  if (metadata.deletionTimestamp !== undefined)
    return failed(`is being deleted since ${metadata.deletionTimestamp}`, describe);
  const conditions = status?.conditions ?? [];
  const unmet = needed.filter((type) => !conditions.some((c) => c.type === type && isTrue(c)));
  if (unmet.length > 0) {
    const told = conditions.filter((c) => !isTrue(c) && c.type !== "Ready");
    const texts = told.length > 0 ? told.map(textOf) : [textOf(conditions.find((c) => !isTrue(c)))];
    return explained(`is not Ready: ${texts.join(", ")}`, tenant, describe);
  }
  const { replicas, minReplicas } = (spec ?? {}) as { replicas?: number; minReplicas?: number };
  const asked = replicas ?? minReplicas ?? 1;
  const available = status?.availableReplicas;
  return available !== undefined && available < asked
    ? failed(`is Ready, but ${available} of ${asked} replicas are available`, describe)
    : ok("Ready");
}

/** Whichever of the two names this version of Seldon uses must be true beside Ready. */
const serverNeeds = ({ status }: SeldonObject<unknown>): string[] => [
  "Ready",
  ...(status?.conditions ?? [])
    .map(({ type }) => type)
    .filter((type) => serverConditions.includes(type)),
];

const isTrue = ({ status }: Condition): boolean => status === "True";

function missing(
  kind: string,
  names: readonly string[],
  live: readonly SeldonObject<unknown>[],
  wanted: Wanted,
): Finding[] {
  return names
    .filter((name) => !live.some(({ metadata }) => metadata.name === name))
    .map((name) => ({ subject: `${kind} ${name}`, outcome: absent(kind, wanted) }));
}

const absent = (kind: string, { tenant, stack }: Wanted): Outcome =>
  failed(
    kind === "SeldonRuntime"
      ? `there is no SeldonRuntime in namespace ${tenant}`
      : `is in Pulumi.${stack}.yaml but there is no such ${kind} in namespace ${tenant}`,
    `pulumi up -s ${stack} --policy-pack policy`,
  );

function explained(detail: string, tenant: string, otherwise: string): Outcome {
  const found = diagnose(detail, tenant);
  return found ? failed(`${detail}; ${found.cause}`, found.next) : failed(detail, otherwise);
}

const each = <Spec>(
  kind: string,
  items: readonly SeldonObject<Spec>[],
  look: (item: SeldonObject<Spec>) => Outcome,
): Finding[] =>
  items.map((item) => ({ subject: `${kind} ${item.metadata.name}`, outcome: look(item) }));
