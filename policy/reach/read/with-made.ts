import { differenceOf } from "./alike";
import type { Doubt } from "../cluster-set";
import { titleOf, type Workload } from "../workload";

/**
 * The workloads of a set and those that operators make of its custom resources, each once. A live one counts
 * more than what is modelled: it is what runs. Where the two differ, the operator of this cluster does something
 * else than the model, or will change the live one soon: a doubt, since the set tells of one state alone.
 */
export function withMade(
  present: readonly Workload[],
  made: readonly Workload[],
): { workloads: readonly Workload[]; doubts: readonly Doubt[] } {
  const byTitle = new Map(present.map((workload) => [titleOf(workload), workload]));
  const workloads = [...present];
  const doubts: Doubt[] = [];
  for (const workload of made) {
    const live = byTitle.get(titleOf(workload));
    const difference = live && differenceOf(live, workload);
    if (live === undefined) workloads.push(workload);
    else if (difference !== undefined)
      doubts.push({
        object: live.object,
        path: "spec.template",
        message: `has other ${difference} than ${workload.object.kind} ${workload.object.name} asks for`,
        remedy: "See that the operator is at work and that no one else changes what it made.",
        morePods: true,
      });
  }
  return { workloads, doubts };
}
