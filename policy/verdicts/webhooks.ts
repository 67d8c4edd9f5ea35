import { webhookNeeds } from "../needed/webhooks";
import { onceFor } from "../once-for";
import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import type { View } from "./view";

const needsOf = onceFor((view: View) => webhookNeeds(view));

/** The ports at which API servers call this pod, by what the set registers with them. */
export function webhookPorts(view: View, pod: Workload): PortSet {
  return needsOf(view)
    .filter(({ of }) => of === pod)
    .flatMap(({ ways }) => ways.flatMap(({ ports }) => ports))
    .reduce((all, { protocol, port }) => all.union(PortSet.of(protocol, port)), PortSet.none);
}
