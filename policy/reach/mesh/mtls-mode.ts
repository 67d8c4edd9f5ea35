import { fieldsOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Workload } from "../workload";
import { homeOf, type Mesh } from "./mesh";
import { selectorOf, selects } from "./selection";

/** Callers by mutual TLS alone, either way, or in plain text alone. */
export type MtlsMode = "STRICT" | "PERMISSIVE" | "DISABLE";

/**
 * How a sidecar lets callers in at a port of its pod. The nearest PeerAuthentication decides: the pod's own
 * (its word on the port first), the namespace's, the mesh's; PERMISSIVE where none says. Undefined where
 * two of one rank say different things, as Istio then goes by their age, or where the word is none.
 */
export function mtlsMode(workload: Workload, port: number, mesh: Mesh): MtlsMode | undefined {
  const { rootNamespace } = mesh.settings;
  const own = (object: KubernetesObject) => homeOf(object) === workload.namespace;
  const isGeneral = (object: KubernetesObject) => selectorOf(object) === undefined;
  const ranks = [
    // Istio overlooks one with a selector in the root namespace.
    mesh.peerAuthentications.filter(
      (object) =>
        own(object) &&
        workload.namespace !== rootNamespace &&
        !isGeneral(object) &&
        selects(object, workload),
    ),
    mesh.peerAuthentications.filter((object) => own(object) && isGeneral(object)),
    mesh.peerAuthentications.filter(
      (object) => homeOf(object) === rootNamespace && isGeneral(object),
    ),
  ];
  const words = [
    ranks[0]?.map((object) => wordOf(fieldsOf(specOf(object).portLevelMtls)[String(port)])),
    ...ranks.map((rank) => rank.map((object) => wordOf(specOf(object).mtls))),
  ];
  for (const rank of words) {
    const [word, ...others] = new Set(rank);
    if (others.length > 0) return undefined;
    if (word !== undefined && word !== "UNSET") return isMode(word) ? word : undefined;
  }
  return "PERMISSIVE";
}

const specOf = (object: KubernetesObject) => fieldsOf(object.spec);

const wordOf = (mtls: unknown): string => textOf(fieldsOf(mtls).mode) ?? "UNSET";

const isMode = (word: string): word is MtlsMode =>
  word === "STRICT" || word === "PERMISSIVE" || word === "DISABLE";
