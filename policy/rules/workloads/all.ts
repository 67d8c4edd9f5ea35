import type { Rule } from "../../rule";
import { nobodyEditsTheWalls } from "./nobody-edits-the-walls";
import { podsAreCaptured } from "./pods-are-captured";
import { podsFetchNothing } from "./pods-fetch-nothing";
import { podsKeepOffTheHost } from "./pods-keep-off-the-host";
import { podsKeepOffTheHostNetwork } from "./pods-keep-off-the-host-network";
import { podsStayOnEnforcingNodes } from "./pods-stay-on-enforcing-nodes";
import { podsUseNoProxy } from "./pods-use-no-proxy";
import { volumesAreInside } from "./volumes-are-inside";

/** The rules on pods and rights. */
export const workloadsRules: readonly Rule[] = [
  podsFetchNothing,
  podsUseNoProxy,
  podsKeepOffTheHostNetwork,
  podsKeepOffTheHost,
  podsAreCaptured,
  volumesAreInside,
  podsStayOnEnforcingNodes,
  nobodyEditsTheWalls,
];
