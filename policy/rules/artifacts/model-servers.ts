import { fieldsOf, groupOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import { parseImage } from "../../images/image-reference";
import { containersOf, podsOf } from "../../pods";

/** A container that loads models and runs what comes with them. */
export interface ModelServer {
  readonly path: string;
  readonly container: Readonly<Record<string, unknown>>;
  /** Laid over a container that another object describes. */
  readonly isPart: boolean;
}

// Beside the server in each of Seldon's pods: what fetches models and what routes requests.
const BESIDE = new Set(["rclone", "agent", "istio-proxy", "istio-init", "istio-validation"]);
const SERVERS =
  /(mlserver|tritonserver|huggingface|transformers|text-generation|vllm|sglang|torchserve|kserve-|sklearnserver|xgbserver)/i;

/** The model servers of an object: by kind for Seldon and KServe, by image for all others. */
export function modelServersOf(object: KubernetesObject): ModelServer[] {
  const kind = String(object.kind);
  const isSeldons =
    groupOf(object) === "mlops.seldon.io" && (kind === "ServerConfig" || kind === "Server");
  const isKserves = groupOf(object) === "serving.kserve.io";
  return podsOf(object).flatMap((pod) =>
    containersOf(pod).flatMap(({ path, container }): ModelServer[] => {
      const image = parseImage(textOf(container.image) ?? "")?.repository ?? "";
      const isOwn = isSeldons && !BESIDE.has(String(container.name));
      if (!isOwn && !isKserves && !SERVERS.test(image.slice(image.lastIndexOf("/") + 1))) return [];
      return [{ path, container, isPart: kind === "Server" && isSeldons }];
    }),
  );
}

/** Kinds whose fields may be settings of a model; in others, names such as these mean other things. */
export const mayHoldSettings = (object: KubernetesObject): boolean =>
  object.kind === "ConfigMap" ||
  /(^|\.)(seldon\.io|kserve\.io)$/.test(groupOf(object)) ||
  modelServersOf(object).length > 0;

/** The variable of this name, as `{ name, value }`. */
export const variableNamed = (
  variables: readonly unknown[],
  name: string,
): Readonly<Record<string, unknown>> | undefined =>
  // The last of two wins.
  variables.map(fieldsOf).findLast((each) => each.name === name);
