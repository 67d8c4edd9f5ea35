import { PortSet } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import type { Opened } from "./openings";
import type { View } from "./view";
import type { Opening } from "./way-out";

/** The known form of a leak, which only names it: that it is one was found by evaluation. */
export interface Cause {
  readonly code: string;
  readonly remedy: string;
}

/** What a rule opens to one pod beyond what is allowed. */
export interface Leak {
  readonly view: View;
  readonly pod: Workload;
  readonly opened: Opened;
  /** What is open too much, as addresses or as ports of pods. */
  readonly excess: readonly Opening[] | PortSet;
}

/** All ports of what is open too much. */
export const portsOf = ({ excess }: Leak): PortSet =>
  isPorts(excess) ? excess : excess.reduce((all, { ports }) => all.union(ports), PortSet.none);

/** Whether it is ports of pods, rather than addresses. */
export const isPorts = (excess: readonly Opening[] | PortSet): excess is PortSet =>
  !Array.isArray(excess);

/** Where the peer is right and only the ports go too far. */
export function causeOfPorts(leak: Leak): Cause {
  if (
    portsOf(leak)
      .rows()
      .every(({ protocol }) => protocol !== "TCP")
  )
    return {
      code: "NET-PROTO",
      remedy: "Remove the protocols beside TCP: nothing here answers by them.",
    };
  return {
    code: "NET-PORTS",
    remedy:
      "List the ports that are needed, each with its protocol: a rule without them, or a range, opens whatever listens there.",
  };
}
