import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../kubernetes-object";
import type { Workload } from "../reach/workload";
import { objectsIn } from "../verdicts/objects-in";
import type { View } from "../verdicts/view";

/**
 * The value of an environment variable of the containers of a workload; of several, the last, which wins in
 * the container too. Pods that Seldon's operator makes are looked up in what it makes them of.
 */
export function variableOf(view: View, workload: Workload, name: string): string | undefined {
  return sourcesOf(view, workload)
    .flatMap(containersOf)
    .flatMap((container) => listOf(fieldsOf(container).env))
    .filter((variable) => fieldsOf(variable).name === name)
    .map((variable) => textOf(fieldsOf(variable).value))
    .findLast((value) => value !== undefined);
}

/** Both ends of Seldon's control plane speak TLS, by the variable of whoever calls. */
export const speaksTls = (view: View, workload: Workload): boolean =>
  variableOf(view, workload, "CONTROL_PLANE_SECURITY_PROTOCOL") === "SSL";

/** The SeldonConfig that a SeldonRuntime names, wherever the platform has it. */
export const seldonConfigOf = (view: View, runtime: KubernetesObject) =>
  central(view, "SeldonConfig", fieldsOf(runtime.spec).seldonConfig);

const central = ({ cluster, site }: View, kind: string, name: unknown) =>
  cluster.objects.find((object) => {
    const { namespace, name: own } = metadataOf(object);
    return (
      isKind(object, "mlops.seldon.io", kind) &&
      own === name &&
      site.platform.includes(String(namespace))
    );
  });

/** Where pod specs of a workload come from, in the order in which they are put together. */
function sourcesOf(view: View, { object, name }: Workload): unknown[] {
  const found = objectsIn(view.cluster, object.kind, object.namespace ?? "").find(
    (candidate) => metadataOf(candidate).name === object.name,
  );
  if (found === undefined) return [];
  const spec = fieldsOf(found.spec);
  const named = (list: unknown) =>
    listOf(list).filter((component) => fieldsOf(component).name === name);
  if (found.kind === "SeldonRuntime")
    return [
      ...named(fieldsOf(seldonConfigOf(view, found)?.spec).components),
      ...named(spec.overrides),
    ].map((component) => fieldsOf(component).podSpec);
  if (found.kind === "Server")
    return [fieldsOf(central(view, "ServerConfig", spec.serverConfig)?.spec).podSpec, spec.podSpec];
  const job = fieldsOf(fieldsOf(spec.jobTemplate).spec);
  return [spec, fieldsOf(spec.template).spec, fieldsOf(job.template).spec];
}

const containersOf = (podSpec: unknown): readonly unknown[] => listOf(fieldsOf(podSpec).containers);
