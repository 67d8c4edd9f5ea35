import { fieldsOf, isKind, listOf, metadataOf, type KubernetesObject } from "../kubernetes-object";
import type { Protocol } from "../reach/sets/port-set";
import type { Workload } from "../reach/workload";
import type { View } from "../verdicts/view";
import type { NeededPort } from "./need";
import { carries, runningIn } from "./pods";

/** A port of some pods behind a Service. */
export interface Target {
  readonly pods: Workload;
  readonly port: NeededPort;
}

export const servicesOf = ({ cluster }: View): KubernetesObject[] =>
  cluster.objects.filter((object) => isKind(object, "", "Service"));

export const serviceNamed = (
  view: View,
  namespace: string,
  name: string,
): KubernetesObject | undefined =>
  servicesOf(view).find((service) => {
    const metadata = metadataOf(service);
    return metadata.namespace === namespace && metadata.name === name;
  });

/**
 * The pods and pod ports behind a Service.
 * @param port its number or name; every port of the Service when absent
 */
export function targetsOf(view: View, service: KubernetesObject, port?: number | string): Target[] {
  const spec = fieldsOf(service.spec);
  const selector = fieldsOf(spec.selector) as Readonly<Record<string, string>>;
  // Without one, somebody else says where it leads to.
  if (Object.keys(selector).length === 0) return [];
  const ports = listOf(spec.ports)
    .map(fieldsOf)
    .filter((each) => port === undefined || each.port === port || each.name === port);
  return runningIn(view, String(metadataOf(service).namespace))
    .filter((pods) => carries(pods.labels, selector) || isReplica(pods, selector))
    .flatMap((pods) => ports.flatMap((each) => targetOf(pods, each)));
}

/** What a StatefulSet puts on its pods by itself is on no workload. */
const POD_NAME = "statefulset.kubernetes.io/pod-name";

const isReplica = ({ kind, name }: Workload, selector: Readonly<Record<string, string>>): boolean =>
  kind === "StatefulSet" && selector[POD_NAME]?.replace(/-\d+$/, "") === name;

function targetOf(pods: Workload, port: Readonly<Record<string, unknown>>): Target[] {
  const protocol = (port.protocol ?? "TCP") as Protocol;
  const target = port.targetPort ?? port.port;
  if (typeof target === "number") return [{ pods, port: { protocol, port: target } }];
  return portNamed(pods, String(target)).map((found) => ({ pods, port: found }));
}

/** The ports of a pod by their name, or by their number as text. */
export const portNamed = ({ ports }: Workload, name: string): NeededPort[] =>
  /^\d+$/.test(name)
    ? [{ protocol: "TCP", port: Number(name) }]
    : ports.filter((each) => each.name === name).map(({ protocol, port }) => ({ protocol, port }));
