import {
  fieldsOf,
  groupOf,
  isKind,
  kindOf,
  listOf,
  type KubernetesObject,
} from "./kubernetes-object";
import { onceFor } from "./once-for";
import { childPath } from "./unknown";

type Fields = Readonly<Record<string, unknown>>;

/** A pod that an object is, makes or has made. */
export interface PodTemplate {
  /** Where its spec lies, such as `spec.template.spec`. */
  readonly path: string;
  readonly spec: Fields;
  /** Where its labels and annotations lie; undefined if the object has no place for them. */
  readonly metadataPath: string | undefined;
  readonly metadata: Fields;
  /** Laid over a pod that somebody else writes, so that what is absent here may stand there. */
  readonly isPart: boolean;
}

const TEMPLATES: Readonly<Record<string, string>> = {
  "/Pod": "",
  "/PodTemplate": "template",
  "/ReplicationController": "spec.template",
  "apps/Deployment": "spec.template",
  "apps/StatefulSet": "spec.template",
  "apps/DaemonSet": "spec.template",
  "apps/ReplicaSet": "spec.template",
  "batch/Job": "spec.template",
  "batch/CronJob": "spec.jobTemplate.spec.template",
};

const CONTAINERS = ["initContainers", "containers", "ephemeralContainers"];

/** The kinds whose pods Kubernetes itself makes, as `apps/Deployment`; of others, what looks like a pod is one. */
export const POD_KINDS: ReadonlySet<string> = new Set(Object.keys(TEMPLATES));

/** The pods of an object. Of kinds that Kubernetes does not know, each place that lists containers. */
export const podsOf = onceFor((object: KubernetesObject): readonly PodTemplate[] => {
  const template = TEMPLATES[kindOf(object)];
  if (template !== undefined) return [builtIn(object, template)];
  // What a schema says of pods is no pod.
  if (isKind(object, "apiextensions.k8s.io", "CustomResourceDefinition")) return [];
  const isCustom = groupOf(object).includes(".") && !groupOf(object).endsWith(".k8s.io");
  if (!isCustom) return [];
  return Object.keys(object)
    .filter((key) => key !== "metadata" && key !== "status")
    .flatMap((key) =>
      podOr(fieldsOf(object[key]), key, key === "spec" ? { path: "", fields: object } : {}),
    );
});

function builtIn(object: KubernetesObject, template: string): PodTemplate {
  const steps = template === "" ? [] : template.split(".");
  const parent = steps.reduce<Fields>((fields, step) => fieldsOf(fields[step]), object);
  return {
    path: [...steps, "spec"].join("."),
    spec: fieldsOf(parent.spec),
    metadataPath: [...steps, "metadata"].join("."),
    metadata: fieldsOf(parent.metadata),
    isPart: false,
  };
}

function within(fields: Fields, path: string): PodTemplate[] {
  return Object.keys(fields).flatMap((key) => {
    const at = childPath(path, key);
    const value = fields[key];
    if (Array.isArray(value))
      return value.flatMap((item: unknown, index) =>
        podOr(fieldsOf(item), childPath(at, index), {}),
      );
    return podOr(fieldsOf(value), at, key === "spec" ? { path, fields } : {});
  });
}

/** @param parent of a `spec`: its metadata is the pod's */
function podOr(
  fields: Fields,
  path: string,
  parent: { readonly path?: string; readonly fields?: Fields },
): PodTemplate[] {
  const isPod = CONTAINERS.some((list) =>
    listOf(fields[list]).some((item) => "name" in fieldsOf(item) || "image" in fieldsOf(item)),
  );
  const isNamed = path.endsWith("podSpec");
  if (!isPod && !isNamed) return within(fields, path);
  return [
    {
      path,
      spec: fields,
      metadataPath: parent.path === undefined ? undefined : childPath(parent.path, "metadata"),
      metadata: fieldsOf(parent.fields?.metadata),
      isPart: true,
    },
  ];
}

/** The containers of a pod, of every sort, each with its place. */
export const containersOf = onceFor(
  ({
    path,
    spec,
  }: Pick<PodTemplate, "path" | "spec">): readonly { path: string; container: Fields }[] =>
    CONTAINERS.flatMap((list) =>
      listOf(spec[list]).map((item, index) => ({
        path: childPath(childPath(path, list), index),
        container: fieldsOf(item),
      })),
    ),
);
