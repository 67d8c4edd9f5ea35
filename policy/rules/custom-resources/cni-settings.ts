import {
  fieldsOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { itemsOf } from "./called";

/** A setting of the plugin, and where it stands. */
type Settings = ReadonlyMap<string, { readonly value: string; readonly path: string }>;

/** What is wrong with the settings of Istio's CNI plugin, which leads the traffic of pods through the proxy. */
export function cniSettingsComplaints(object: KubernetesObject, site: Site): Complaint[] {
  if (isKind(object, "", "ConfigMap") && metadataOf(object).name === "istio-cni-config") {
    const data = fieldsOf(object.data);
    const settings = Object.keys(data)
      .filter(isOurs)
      .map((key) => [key, { value: String(data[key]), path: childPath("data", key) }] as const);
    return complaints(new Map(settings), site);
  }
  if (!isKind(object, "apps", "DaemonSet")) return [];
  return podsOf(object)
    .flatMap(containersOf)
    .flatMap(({ container, path }) => complaints(variables(container.env, path), site));
}

const isOurs = (key: string): boolean => key === "EXCLUDE_NAMESPACES" || key.startsWith("REPAIR_");

function variables(env: unknown, path: string): Settings {
  const found = itemsOf(env, `${path}.env`).flatMap((variable) => {
    const fields = fieldsOf(variable.item);
    const name = textOf(fields.name);
    return name === undefined || !isOurs(name)
      ? []
      : [[name, { value: String(fields.value), path: `${variable.path}.value` }] as const];
  });
  return new Map(found);
}

const REPAIRS = ["REPAIR_REPAIR_PODS", "REPAIR_LABEL_PODS", "REPAIR_DELETE_PODS"];

/** As Go reads a boolean. */
const NO: ReadonlySet<string> = new Set(["false", "False", "FALSE", "f", "F", "0"]);

function complaints(settings: Settings, site: Site): Complaint[] {
  const isOff = (key: string): boolean => NO.has(settings.get(key)?.value ?? "");
  const off = isOff("REPAIR_ENABLED")
    ? settings.get("REPAIR_ENABLED")
    : REPAIRS.every(isOff)
      ? settings.get("REPAIR_REPAIR_PODS")
      : undefined;
  const excluded = settings.get("EXCLUDE_NAMESPACES");
  const free = ["kube-system", "kube-public", "kube-node-lease", ...platformOf(site)];
  const left = (excluded?.value ?? "").split(",").map((name) => name.trim());
  return [
    ...(off === undefined
      ? []
      : [
          {
            path: off.path,
            message:
              "is off, so a pod that starts before the plugin keeps its traffic beside the proxy",
            remedy: 'Set it to "true".',
          },
        ]),
    ...(excluded === undefined || left.every((name) => name === "" || free.includes(name))
      ? []
      : [
          {
            path: excluded.path,
            message: "leaves out a namespace of a tenant",
            remedy: "List namespaces of the platform and of Kubernetes only.",
          },
        ]),
  ];
}

const platformOf = ({ network }: Site): string[] => [
  ...(network?.platform ?? []),
  ...(network?.foreign ?? []),
];
