import type { V1Pod } from "@kubernetes/client-node";

/** It has an address, and its readiness probe says that it listens or holds its connection. */
export const isReady = (pod: V1Pod): boolean =>
  addressesOf(pod).length > 0 &&
  pod.status?.phase === "Running" &&
  (pod.status.conditions ?? []).some(({ type, status }) => type === "Ready" && status === "True");

export const hasEnded = ({ status }: V1Pod): boolean =>
  ["Succeeded", "Failed"].includes(status?.phase ?? "");

/** Nothing comes of it any more: it has ended, or its container cannot be made. */
export const isOver = (pod: V1Pod): boolean =>
  hasEnded(pod) ||
  ["ImagePullBackOff", "InvalidImageName", "CreateContainerConfigError"].includes(
    pod.status?.containerStatuses?.[0]?.state?.waiting?.reason ?? "",
  );

/** One of each family that the pod has. */
export const addressesOf = ({ status }: V1Pod): string[] =>
  (status?.podIPs ?? []).map(({ ip }) => ip);

/** What keeps a pod from running, as the kubelet or the scheduler words it; empty when nothing does. */
export function troubleOf({ status }: V1Pod): string {
  const state = status?.containerStatuses?.[0]?.state;
  const waiting = state?.waiting;
  const terminated = state?.terminated;
  if (waiting !== undefined) return words(waiting.reason, waiting.message);
  if (terminated !== undefined)
    return words(terminated.reason, terminated.message ?? `code ${terminated.exitCode}`);
  const unmet = status?.conditions?.find((condition) => condition.status === "False");
  return words(unmet?.reason ?? status?.reason, unmet?.message ?? status?.message);
}

const words = (reason: string | undefined, message: string | undefined): string =>
  [reason, message?.slice(0, 300)].filter((part) => part !== undefined && part !== "").join(": ");
