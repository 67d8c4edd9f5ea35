import type { V1Pod } from "@kubernetes/client-node";

import type { Stack } from "./stack";
import type { AssumptionId } from "./assumptions";
import type { Manifest } from "./manifest";
import type { Outcome } from "./outcome";
import type { Reading } from "./reading";

/** What a probe finds when it begins. */
export interface Place {
  /** The image of every probe pod; it has Python. */
  readonly image: string;
  /** Nodes that can run a probe pod, by name; at least one. */
  readonly nodes: readonly string[];
  /** The throwaway namespace that has this role in the probe. */
  readonly namespace: (role: string) => string;
}

/** Probe pods as the cluster has them, by `namespace/name`. */
export type Seen = ReadonlyMap<string, V1Pod>;

/** Objects that are made together, and what their pods have to come to before it goes on. */
export interface Step {
  /** For the progress line. */
  readonly doing: string;
  readonly objects: readonly Manifest[];
  readonly until: (pod: V1Pod) => boolean;
  /** Pods that it waits for, as `namespace/name`; absent: those that it makes. */
  readonly awaits?: readonly string[];
  /** Before the probe gives up. */
  readonly seconds: number;
}

/** A probe that runs pods. */
export interface PodProbe {
  readonly assumption: AssumptionId;
  readonly name: string;
  /** Of its namespaces. */
  readonly roles: readonly string[];
  /** Each knows the pods of those before it, which have come to what they had to. */
  readonly steps: readonly ((place: Place, seen: Seen) => Step)[];
  /** Throws Untold where the probe did not work. */
  readonly judge: (place: Place, seen: Seen) => Outcome;
}

/** A probe that only reads what the cluster has. */
export interface ReadProbe {
  readonly assumption: AssumptionId;
  readonly name: string;
  readonly look: (cluster: Reading, stack: Stack) => Promise<Outcome>;
}

/** A pod of an earlier step; the steps before have made sure that it is there. */
export function podOf(seen: Seen, namespace: string, name: string): V1Pod {
  const pod = seen.get(`${namespace}/${name}`);
  if (pod === undefined) throw new Error(`no pod ${namespace}/${name} was made by an earlier step`);
  return pod;
}
