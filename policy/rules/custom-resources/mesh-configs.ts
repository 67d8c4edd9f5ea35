import { parse } from "yaml";
import {
  fieldsOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { BINARY } from "../../texts/binary";
import { camelCase } from "./fields-within";

/** The settings of a mesh that an object holds. */
export interface MeshConfig {
  readonly config: Readonly<Record<string, unknown>>;
  /** Where they lie. */
  readonly path: string;
  /** Whether it is what istiod reads first; what it reads beside that may say less. */
  readonly isWhole: boolean;
}

/** The kinds that may hold settings of a mesh. */
export const MESH_CONFIG_KINDS: ReadonlySet<string> = new Set([
  "/ConfigMap",
  "install.istio.io/IstioOperator",
  "sailoperator.io/Istio",
  "sailoperator.io/IstioRevision",
]);

/** The settings of a mesh in an object; undefined in place of those that cannot be read. */
export function meshConfigsOf(object: KubernetesObject): (MeshConfig | undefined)[] {
  if (isKind(object, "", "ConfigMap")) return inConfigMap(object);
  const spec = fieldsOf(object.spec);
  const places: [unknown, string][] = [
    [spec.meshConfig, "spec.meshConfig"],
    [fieldsOf(spec.values).meshConfig, "spec.values.meshConfig"],
  ];
  return places
    .filter(([value]) => value !== undefined)
    .map(([value, path]) => ({ config: inCamelCase(value), path, isWhole: true }));
}

function inConfigMap(object: KubernetesObject): (MeshConfig | undefined)[] {
  const text = textOf(fieldsOf(object.data).mesh);
  if (text === undefined) return [];
  const name = textOf(metadataOf(object).name) ?? "";
  const isWhole = name === "istio" || name.startsWith("istio-");
  try {
    const config: unknown = parse(text, {
      logLevel: "error",
      uniqueKeys: false,
      customTags: [BINARY],
    });
    // Something else that is called mesh.
    if (typeof config !== "object" && !isWhole) return [];
    return [{ config: inCamelCase(config), path: "data.mesh > ", isWhole }];
  } catch {
    return isWhole ? [undefined] : [];
  }
}

const inCamelCase = (value: unknown): Readonly<Record<string, unknown>> => {
  const fields = fieldsOf(value);
  return Object.fromEntries(Object.keys(fields).map((key) => [camelCase(key), fields[key]]));
};
