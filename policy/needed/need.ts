import type { AddressSet } from "../reach/sets/address-set";
import type { Protocol } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";

/** Pods of one workload, or addresses. */
export type End = Workload | AddressSet;

export interface NeededPort {
  readonly protocol: Protocol;
  /** Of the pod, as policies see it, never of the Service. */
  readonly port: number;
}

/** One way in which a need can be met. */
export interface Way {
  readonly from: End;
  readonly to: End;
  readonly ports: readonly NeededPort[];
  /** One port to one of the addresses will do: a list of what may be called, not of what is. */
  readonly some?: true;
  /** The caller dials pods by address and a port that no Service lists, so that proxies do not know who is there. */
  readonly byAddress?: true;
  /** The namespace of the Service that addresses stand behind, where proxies know it by one. */
  readonly service?: string;
  /** The names that are dialled, where the objects say them. */
  readonly hosts?: readonly string[];
}

/** Something that must be open for the platform to work, whoever opens it. */
export interface Need {
  /** What works by it, in the operator's words; the same for all flows of a kind. */
  readonly name: string;
  /** Open when one of them is. None: the site does not say where it is. */
  readonly ways: readonly Way[];
  readonly why: string;
  /** What the need is of, for messages where there is no way. */
  readonly of: Workload;
  /** What the site data lacks where there is no way: `network.ingress`. */
  readonly missing?: string;
}

export const tcp = (...ports: readonly number[]): NeededPort[] =>
  ports.map((port) => ({ protocol: "TCP", port }));

export const isPods = (end: End): end is Workload => "namespace" in end;

/** Needs between each of some callers and each of some pods. */
export const between = (
  name: string,
  [callers, called]: readonly [readonly Workload[], readonly Workload[]],
  ports: readonly NeededPort[],
  why: string,
): Need[] =>
  callers.flatMap((from) =>
    called.map((to) => ({ name, why, of: from, ways: [{ from, to, ports }] })),
  );
