import type { Container, Quantities } from "../operator/objects";
import { parseQuantity, pieces } from "./quantity";
import type { Part } from "./part";
import type { ContainerAmounts, Quota } from "./profiles";

type Amounts = Readonly<Record<string, string | undefined>>;

/** A container's amounts when Kubernetes is done with it. */
export interface FilledResources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What a part takes of one key of a quota, in nanos. */
export type Measure = (part: Part) => bigint;

const storageClass =
  /^(.+)\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/;
const podAmount = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage|hugepages-.+|.+\/.+)$/;

/** How Kubernetes counts for one key of a quota; nothing is found for keys that we make nothing of. */
export function measure(key: string, container: Quota["container"]): Measure {
  const [, className, counted] = storageClass.exec(key) ?? [];
  if (counted === "requests.storage" || key === "requests.storage") return claimed(className);
  if (counted !== undefined)
    return (part) => pieces(part.replicas * claimsOf(part, className).length);
  const [, side = "requests", resource] = key.startsWith("count/")
    ? []
    : (podAmount.exec(key) ?? []);
  if (resource !== undefined)
    return (part) =>
      BigInt(part.replicas) *
      sum(
        part.containers.map(
          (one) => filled(one, container)[side === "limits" ? "limits" : "requests"][resource],
        ),
      );
  return (part) => pieces(countOf(part, key.replace(/^count\//, "")));
}

/**
 * What admission makes of a container's amounts: a limit is a request too where there is none, and what is
 * still missing comes from the LimitRange, where a most stands in for a default.
 */
export function filled(
  { resources }: Pick<Container, "resources">,
  range: Quota["container"],
): FilledResources {
  const defaults: ContainerAmounts = { ...range.max, ...range.default };
  const { limits, requests }: { limits?: Quantities; requests?: Quantities } = resources;
  return {
    limits: { ...defaults, ...limits },
    requests: { ...defaults, ...range.defaultRequest, ...limits, ...requests },
  };
}

const claimed =
  (className: string | undefined): Measure =>
  (part) =>
    BigInt(part.replicas) *
    sum(claimsOf(part, className).map(({ resources }) => resources?.requests?.["storage"]));

const claimsOf = ({ claims }: Part, className: string | undefined) =>
  claims.filter(
    ({ storageClassName }) => className === undefined || storageClassName === className,
  );

function countOf({ replicas, containers, claims, perReplica, once }: Part, kind: string): number {
  if (kind === "pods") return containers.length > 0 ? replicas : 0;
  if (kind === "persistentvolumeclaims") return replicas * claims.length;
  const number = (counts: Part["once"]) => (Object.hasOwn(counts, kind) ? (counts[kind] ?? 0) : 0);
  return replicas * number(perReplica) + number(once);
}

const sum = (amounts: readonly (string | undefined)[]): bigint =>
  amounts.reduce((all, amount) => (amount === undefined ? all : all + parseQuantity(amount)), 0n);
