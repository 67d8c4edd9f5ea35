import { metadataOf, type KubernetesObject } from "../../kubernetes-object";
import { makersOf } from "../../live";
import type { Site } from "../../site/site";

type NodeAgent = Site["workloads"]["nodeAgents"][number];

/** The node agent of the site that makes the pods of this object, or, on a live cluster, has made them. */
export function nodeAgentOf(object: KubernetesObject, site: Site): NodeAgent | undefined {
  const { nodeAgents } = site.workloads;
  if (nodeAgents.length === 0) return undefined;
  const { namespace } = metadataOf(object);
  const makers = makersOf(object);
  return nodeAgents.find((agent) => agent.namespace === namespace && makers.includes(agent.name));
}
