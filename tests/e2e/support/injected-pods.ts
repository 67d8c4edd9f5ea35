import { stringify } from "yaml";

import type { PodSpec } from "../../../operator/objects";
import { podsOf } from "../../../operator/pods";
import { injected, injectorOf } from "../../charts/injection";
import { inNamespace, operatorObjects } from "./operator-objects";
import type { KubernetesObject } from "./platform-objects";

interface PodLike {
  readonly apiVersion: "v1";
  readonly kind: "Pod";
  readonly metadata: Record<string, unknown> & {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: PodSpec;
}

type Template = Pick<PodLike, "metadata" | "spec">;

/** Whatever makes pods, Seldon's operator aside. */
const workloads = ["DaemonSet", "Deployment", "Job", "StatefulSet"];

/** What istiod does to the spec of a pod of a meshed namespace; nothing where there is no istiod. */
export function sidecarOf(all: readonly KubernetesObject[]): (spec: PodSpec) => PodSpec {
  const template = templateOf(all, "sidecar");
  return (spec) =>
    template
      ? {
          ...spec,
          initContainers: [...(template.initContainers ?? []), ...(spec.initContainers ?? [])],
        }
      : spec;
}

/**
 * One pod of everything that makes pods in a namespace, with what istiod puts into it.
 * @param all every object of the platform
 * @param namespace whose pods
 * @param elsewhere the namespace that they are to be made in
 */
export function injectedPods(
  all: readonly KubernetesObject[],
  namespace: string,
  elsewhere: string,
): PodLike[] {
  const own = inNamespace(all, namespace);
  const ofCharts = own.filter(({ kind }) => workloads.includes(kind)).map(podOf);
  const serves = own.some(({ kind }) => kind === "SeldonRuntime");
  const ofOperator = serves ? podsOf(operatorObjects(all, namespace)) : [];
  const meshed = labelsOf(all, namespace)["istio-injection"] === "enabled";
  const sidecar = meshed ? sidecarOf(all) : (spec: PodSpec) => spec;
  const gateway = templateOf(all, "gateway");
  return [...ofCharts, ...ofOperator].map(({ metadata, spec }) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...metadata, namespace: elsewhere },
    spec: gateway && isGateway({ metadata, spec }) ? gatewaySpec(spec, gateway) : sidecar(spec),
  }));
}

export const labelsOf = (all: readonly KubernetesObject[], namespace: string) =>
  all.find(({ kind, metadata }) => kind === "Namespace" && metadata.name === namespace)?.metadata
    .labels ?? {};

const podOf = ({ metadata: { name }, spec }: KubernetesObject): Template => {
  const { template } = spec as unknown as { template: Template };
  return { ...template, metadata: { ...template.metadata, generateName: `${name}-` } };
};

const isGateway = ({ metadata }: Template): boolean =>
  metadata.annotations?.["inject.istio.io/templates"] === "gateway";

/** What the pod says itself is put over the template, its image aside, which only holds the place. */
function gatewaySpec(spec: PodSpec, template: Partial<PodSpec>): PodSpec {
  const containers = spec.containers.map((own) => {
    const base = template.containers?.find(({ name }) => name === own.name);
    const securityContext = { ...base?.securityContext, ...own.securityContext };
    return { ...base, ...own, image: base?.image, securityContext };
  });
  const securityContext = { ...template.securityContext, ...spec.securityContext };
  return { ...spec, containers, securityContext };
}

function templateOf(all: readonly KubernetesObject[], name: string): Partial<PodSpec> | undefined {
  const config = all.find(
    ({ kind, metadata }) => kind === "ConfigMap" && metadata.name === "istio-sidecar-injector",
  );
  return config && (injected(injectorOf(stringify(config)), name).spec as Partial<PodSpec>);
}
