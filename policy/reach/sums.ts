import { addAll, type Bits } from "./bits";

/** Adds workloads to those that are met on the same ports. */
export function addTo(sums: Map<number, Bits>, ports: number, workloads: Bits): void {
  const before = sums.get(ports);
  if (before === undefined) sums.set(ports, workloads.slice());
  else addAll(before, workloads);
}
