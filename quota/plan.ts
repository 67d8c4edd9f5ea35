import type { Quantities } from "../operator/objects";
import { parseQuantity } from "./quantity";
import type { Part } from "./part";
import type { Quota } from "./profiles";
import { filled, measure } from "./usage";

/** What one component takes, in nanos, by the key of the quota. */
export interface PlanRow {
  readonly name: string;
  readonly replicas: number;
  readonly used: Readonly<Record<string, bigint>>;
}

/** A tenant's namespace before it is there. */
export interface QuotaPlan {
  readonly rows: readonly PlanRow[];
  readonly total: Readonly<Record<string, bigint>>;
  /** The quota's keys for which the total is too much. */
  readonly exceeded: readonly string[];
  /** Containers that ask for more than any container may, as in `agent of server iris (memory 1Gi)`. */
  readonly oversized: readonly string[];
}

/** A container that a mesh puts into every pod. */
export type Sidecar = {
  readonly name: string;
  readonly resources: { readonly limits?: Quantities; readonly requests?: Quantities };
};

/**
 * Sums up what a quota will count. A rolling update is in the sum, because it needs a pod more: without
 * room for it the old pods stay for ever, and nobody is told.
 */
export function quotaPlan(parts: readonly Part[], quota: Quota, sidecar?: Sidecar): QuotaPlan {
  const all = sidecar ? parts.map((part) => withSidecar(part, sidecar)) : parts;
  const updated = all.filter(({ surges, replicas }) => surges && replicas > 0).map(onePod);
  const used: Record<string, readonly bigint[]> = {};
  for (const key of Object.keys(quota.hard)) {
    const measured = measure(key, quota.container);
    // Updates of several Deployments wait for each other: there must be room for the largest.
    used[key] = [...all.map(measured), greatest(updated.map(measured))];
  }
  const names = [...all, { name: "one more pod during updates", replicas: 1 }];
  const total = mapped(used, (amounts) => amounts.reduce((sum, amount) => sum + amount, 0n));
  return {
    rows: names.map(({ name, replicas }, index) => ({
      name,
      replicas,
      used: mapped(used, (amounts) => amounts[index] ?? 0n),
    })),
    total,
    exceeded: Object.entries(quota.hard).flatMap(([key, hard]) =>
      (total[key] ?? 0n) > parseQuantity(hard) ? [key] : [],
    ),
    oversized: all.flatMap((part) => oversized(part, quota.container)),
  };
}

const withSidecar = (part: Part, sidecar: Sidecar): Part =>
  part.containers.length === 0 ? part : { ...part, containers: [...part.containers, sidecar] };

const onePod = (part: Part): Part => ({
  ...part,
  replicas: 1,
  claims: [],
  perReplica: {},
  once: {},
});

const greatest = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);

const mapped = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** A limit is never below its request, so that the limit alone tells. */
const oversized = ({ name, replicas, containers }: Part, range: Quota["container"]): string[] =>
  (replicas > 0 ? containers : []).flatMap((container) =>
    Object.entries(range.max ?? {}).flatMap(([resource, most]) => {
      const limit = filled(container, range).limits[resource];
      return limit !== undefined && parseQuantity(limit) > parseQuantity(most)
        ? [`${container.name} of ${name} (${resource} ${limit})`]
        : [];
    }),
  );
