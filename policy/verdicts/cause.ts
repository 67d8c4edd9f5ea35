import { causeOfAddresses } from "./cause-of-addresses";
import { causeOfPods } from "./cause-of-pods";
import { isPorts, portsOf, type Cause, type Leak } from "./leak";
import { tcp } from "./way-out";

// Istio's tunnel of ambient mode: whatever port is meant travels inside.
const HBONE = tcp(15008);

/** Why a peer of a rule opens too much, and what to do. */
export function causeOf(leak: Leak): Cause {
  const { ports } = leak.opened.rule;
  const isTunnel =
    ports !== "all" &&
    ports.some((range) => "from" in range && range.from === 15008 && range.to === 15008);
  if (isTunnel && !portsOf(leak).intersect(HBONE).isEmpty)
    return {
      code: "NET-HBONE",
      remedy:
        "Port 15008 carries every other port of the mesh: close it, or name the one namespace that needs it and write an AuthorizationPolicy.",
    };
  return isPorts(leak.excess) ? causeOfPods(leak) : causeOfAddresses(leak);
}
