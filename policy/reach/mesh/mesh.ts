import { isKind, metadataOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { ClusterSet } from "../cluster-set";
import { readSettings, type MeshSettings } from "./settings";

/** What Istio's objects of a set say, as far as they bear on who may call whom. */
export interface Mesh {
  readonly settings: MeshSettings;
  /** Of the namespaces, as in the set. */
  readonly namespaces: ClusterSet["namespaces"];
  readonly peerAuthentications: readonly KubernetesObject[];
  readonly authorizationPolicies: readonly KubernetesObject[];
  readonly serviceEntries: readonly KubernetesObject[];
  readonly sidecars: readonly KubernetesObject[];
}

/** @param cluster whose mesh is read; one without Istio gives a mesh that nothing is in */
export function meshOf({ objects, namespaces }: ClusterSet): Mesh {
  const of = (group: string, kind: string) =>
    objects.filter((object) => isKind(object, `${group}.istio.io`, kind));
  return {
    settings: readSettings(objects),
    namespaces,
    peerAuthentications: of("security", "PeerAuthentication"),
    authorizationPolicies: of("security", "AuthorizationPolicy"),
    serviceEntries: of("networking", "ServiceEntry"),
    sidecars: of("networking", "Sidecar"),
  };
}

/** Those of the root namespace hold everywhere, others in their own. */
export const inForce = (
  objects: readonly KubernetesObject[],
  namespace: string,
  { settings: { rootNamespace } }: Mesh,
): KubernetesObject[] =>
  objects.filter((object) => [rootNamespace, namespace].includes(homeOf(object)));

/** The namespace of an object of Istio's; where it says none, kubectl's. */
export const homeOf = (object: KubernetesObject): string =>
  textOf(metadataOf(object).namespace) ?? "default";
