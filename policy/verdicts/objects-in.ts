import { metadataOf, textOf, type KubernetesObject } from "../kubernetes-object";
import type { ClusterSet } from "../reach/cluster-set";
import { UnknownAtPreview } from "../unknown";
import { onceFor } from "../once-for";

/** The objects of a kind, of whatever group, in a namespace. */
export const objectsIn = (
  cluster: ClusterSet,
  kind: string,
  namespace: string,
): readonly KubernetesObject[] => byPlace(cluster).get(`${kind} ${namespace}`) ?? [];

const byPlace = onceFor(({ objects }: ClusterSet) => {
  const places = new Map<string, KubernetesObject[]>();
  for (const object of objects)
    try {
      const place = `${String(object.kind)} ${textOf(metadataOf(object).namespace) ?? ""}`;
      const known = places.get(place);
      if (known === undefined) places.set(place, [object]);
      else known.push(object);
    } catch (error) {
      // A doubt of the set already: whoever reads it says so.
      if (!(error instanceof UnknownAtPreview)) throw error;
    }
  return places;
});
