import {
  fieldsOf,
  groupOf,
  isKind,
  listOf,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../kubernetes-object";
import { containersOf, podsOf, type PodTemplate } from "../pods";
import { childPath } from "../unknown";

type Fields = Readonly<Record<string, unknown>>;
type SpecPart = Pick<PodTemplate, "path" | "spec">;

/** Pods that pull images, and what they may log in with. */
export interface PullingPods {
  readonly object: ObjectName;
  /** Where a pull secret would be named. */
  readonly path: string;
  /** Where the pods run; undefined where the object does not say. */
  readonly namespace: string | undefined;
  readonly account: string;
  /** Names of pull secrets in the pods themselves. */
  readonly named: readonly string[];
  readonly images: readonly string[];
}

const SELDON = "mlops.seldon.io";

/**
 * The pods of the set that pull anything, those included that Seldon's operator puts together from two objects,
 * the names in both. Where only one of the two is in the set, nothing is known of them.
 */
export function pullingPods(objects: readonly KubernetesObject[]): PullingPods[] {
  return objects.flatMap((object): PullingPods[] => {
    if (isKind(object, SELDON, "Server"))
      return configs(objects, "ServerConfig", fieldsOf(object.spec).serverConfig).map((config) =>
        pods(object, "spec.podSpec.imagePullSecrets", [
          partOf(fieldsOf(config.spec).podSpec),
          partOf(fieldsOf(object.spec).podSpec),
        ]),
      );
    if (isKind(object, SELDON, "SeldonRuntime"))
      return configs(objects, "SeldonConfig", fieldsOf(object.spec).seldonConfig).flatMap(
        (config) => componentPods(object, config),
      );
    if (groupOf(object) === SELDON) return [];
    return podsOf(object).map((pod) =>
      pods(object, childPath(pod.path, "imagePullSecrets"), [pod]),
    );
  });
}

const configs = (objects: readonly KubernetesObject[], kind: string, name: unknown) =>
  objects.filter((each) => isKind(each, SELDON, kind) && metadataOf(each).name === name);

const partOf = (podSpec: unknown): SpecPart => ({ path: "", spec: fieldsOf(podSpec) });

function componentPods(runtime: KubernetesObject, config: KubernetesObject): PullingPods[] {
  const overrides = listOf(fieldsOf(runtime.spec).overrides).map(fieldsOf);
  return listOf(fieldsOf(config.spec).components).flatMap((item) => {
    const component = fieldsOf(item);
    const own = overrides.filter(({ name }) => name === component.name);
    if (own.some(({ disable }) => disable === true)) return [];
    const parts = [component, ...own].map(({ podSpec }) => partOf(podSpec));
    return [pods(runtime, "spec.overrides", parts)];
  });
}

/** Lists of the operator's two parts add up. */
function pods(object: KubernetesObject, path: string, parts: readonly SpecPart[]): PullingPods {
  const specs = parts.map(({ spec }) => spec);
  return {
    object: nameOf(object),
    path,
    namespace: textOf(metadataOf(object).namespace),
    account: specs.map(accountOf).findLast((name) => name !== undefined) ?? "default",
    named: specs.flatMap(({ imagePullSecrets }) => namesIn(imagePullSecrets)),
    images: parts.flatMap((part) =>
      containersOf(part).flatMap(({ container }) => textOf(container.image) ?? []),
    ),
  };
}

const accountOf = (spec: Fields): string | undefined =>
  textOf(spec.serviceAccountName) ?? textOf(spec.serviceAccount);

/** The names in a list of `imagePullSecrets`. */
export const namesIn = (secrets: unknown): string[] =>
  listOf(secrets).flatMap((item) => textOf(fieldsOf(item).name) ?? []);
