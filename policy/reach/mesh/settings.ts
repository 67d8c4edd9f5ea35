import { parse } from "yaml";
import {
  fieldsOf,
  isKind,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Doubt } from "../cluster-set";

/** What holds for all proxies of a mesh. */
export interface MeshSettings {
  /** Whose policies hold in every namespace. */
  readonly rootNamespace: string;
  readonly trustDomain: string;
  /** Proxies let out to what they know, and to nothing else. */
  readonly registryOnly: boolean;
  /** `global.proxy` of the injector's values: which traffic is led through a proxy where no pod says. */
  readonly capture: Readonly<Record<string, unknown>>;
  readonly doubts: readonly Doubt[];
}

/** Istio's own defaults where its two ConfigMaps say nothing or are not there. */
export function readSettings(objects: readonly KubernetesObject[]): MeshSettings {
  const doubts: Doubt[] = [];
  const read = (name: string, key: string): readonly [Fields, string | undefined] => {
    const found = objects.find((object) => isSettings(object, name, key));
    if (found === undefined) return [{}, undefined];
    const text = textOf(fieldsOf(found.data)[key]) ?? "";
    try {
      return [fieldsOf(parse(text)), textOf(metadataOf(found).namespace)];
    } catch {
      doubts.push({
        object: nameOf(found),
        path: `data.${key}`,
        message: "is no YAML, so nothing is known of what the mesh lets through",
        remedy: "Write it as Istio's chart does.",
      });
      return [{}, undefined];
    }
  };
  const [mesh, home] = read("istio", "mesh");
  const [values] = read("istio-sidecar-injector", "values");
  return {
    rootNamespace: textOf(mesh.rootNamespace) ?? home ?? "istio-system",
    trustDomain: textOf(mesh.trustDomain) ?? "cluster.local",
    registryOnly: fieldsOf(mesh.outboundTrafficPolicy).mode === "REGISTRY_ONLY",
    capture: fieldsOf(fieldsOf(values.global).proxy),
    doubts,
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** A second control plane has its revision in the names; more than one is read as its first. */
const isSettings = (object: KubernetesObject, name: string, key: string): boolean => {
  if (!isKind(object, "", "ConfigMap")) return false;
  const own = textOf(metadataOf(object).name) ?? "";
  return (own === name || own.startsWith(`${name}-`)) && key in fieldsOf(object.data);
};
