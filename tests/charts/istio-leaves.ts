import { parse, stringify } from "yaml";

import { leavesOf, objectsOf, type KubernetesObject, type Leaves } from "./flatten";

interface ConfigMap extends KubernetesObject {
  readonly data: Readonly<Record<string, string>>;
}

/**
 * The leaves of what a chart of Istio renders, but for CRDs, which are compared as schemas. Texts in
 * istiod's ConfigMaps are YAML or JSON themselves: each leaf of theirs is one here.
 */
export const istioLeaves = (stream: string): Leaves =>
  leavesOf(
    objectsOf(stream)
      .filter(({ kind }) => kind !== "CustomResourceDefinition")
      .map((object) => stringify(holdsYaml(object) ? opened(object) : object))
      .join("---\n"),
  );

const holdsYaml = (object: KubernetesObject): object is ConfigMap =>
  object.kind === "ConfigMap" && object.metadata.name !== "istio-cni-config";

const opened = ({ data, ...rest }: ConfigMap): object => ({
  ...rest,
  data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, parse(text)])),
});
