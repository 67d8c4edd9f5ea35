import { webhookNeeds } from "../needed/webhooks";
import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import type { View } from "./view";

const known = new WeakMap<View, ReturnType<typeof webhookNeeds>>();

/** The ports at which API servers call this pod, by what the set registers with them. */
export function webhookPorts(view: View, pod: Workload): PortSet {
  const needs = known.get(view) ?? webhookNeeds(view);
  known.set(view, needs);
  return needs
    .filter(({ of }) => of === pod)
    .flatMap(({ ways }) => ways.flatMap(({ ports }) => ports))
    .reduce((all, { protocol, port }) => all.union(PortSet.of(protocol, port)), PortSet.none);
}
