import {
  fieldsOf,
  isKind,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../../kubernetes-object";
import { onceFor } from "../../once-for";
import { podsOf, type PodTemplate } from "../../pods";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { nodeAgentOf } from "../workloads/node-agents";

/** What a namespace lets the API server refuse. */
export interface Enforcing {
  readonly object: ObjectName;
  /** Undefined where it does not say; Kubernetes refuses nothing then. */
  readonly level: string | undefined;
  readonly version: string | undefined;
}

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** Where a namespace says its level, and the version of it. */
export const LEVEL_PATH = `metadata.labels["${ENFORCE}"]`;
export const VERSION_PATH = `metadata.labels["${ENFORCE}-version"]`;

/** The namespaces of the set, by their names. */
export const enforcingOf = onceFor(
  (objects: readonly KubernetesObject[]): ReadonlyMap<string, Enforcing> =>
    new Map(
      objects
        .filter((object) => isKind(object, "", "Namespace"))
        .map((object) => {
          const labels = fieldsOf(metadataOf(object).labels);
          return [
            String(metadataOf(object).name),
            {
              object: nameOf(object),
              level: textOf(labels[ENFORCE]),
              version: textOf(labels[`${ENFORCE}-version`]),
            },
          ];
        }),
    ),
);

/** What a rule says of the pods that it chooses by the level of their namespace, and whether they are listed. */
export const judgedPods = (
  objects: readonly KubernetesObject[],
  site: Site,
  isJudged: (level: string | undefined, isAgent: boolean) => boolean,
  judge: (pod: PodTemplate) => Complaint[],
): (Complaint & { object: ObjectName })[] =>
  objects.flatMap((object) =>
    podsOf(object).flatMap((pod) => {
      const home = textOf(metadataOf(object).namespace) ?? "default";
      const level = enforcingOf(objects).get(home)?.level;
      if (!isJudged(level, nodeAgentOf(object, site) !== undefined)) return [];
      return judge(pod).map((complaint) => ({ ...complaint, object: nameOf(object) }));
    }),
  );

/** `v1.25` as 25; Infinity for `latest`. */
export const minorOf = (version: string): number =>
  version === "latest" ? Infinity : Number(/^v1\.(\d+)$/.exec(version)?.[1] ?? NaN);
