import { listener } from "./listener";
import type { Manifest } from "./manifest";
import { isReady } from "./pod-state";
import type { Place, Step } from "./probe";

/** Starts a pod `target` on the first node, in a namespace without policies, beside what else is given. */
export const openTarget = (place: Place, role: string, beside: readonly Manifest[] = []): Step => ({
  doing: "starting a pod that anybody may call",
  objects: [
    ...beside,
    listener(place, {
      namespace: place.namespace(role),
      name: "target",
      node: place.nodes[0] ?? "",
    }),
  ],
  until: isReady,
  seconds: 120,
});
