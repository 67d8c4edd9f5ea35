import { claimName } from "./claims";
import type { Deployment, KubernetesObject, Labels, PodSpec, StatefulSet } from "./objects";

/** Pods of a StatefulSet have a name; those of a Deployment only the beginning of one. */
export type Pod = {
  readonly apiVersion: "v1";
  readonly kind: "Pod";
  readonly metadata: {
    readonly namespace: string;
    readonly labels: Labels;
    readonly annotations?: Labels;
  } & ({ readonly name: string } | { readonly generateName: string });
  readonly spec: PodSpec & { readonly serviceAccountName: string };
};

/** The pods that Kubernetes makes of the workloads among the objects: one per replica. */
export const podsOf = (objects: readonly KubernetesObject[]): Pod[] =>
  objects.flatMap((object) => {
    if (object.kind === "Deployment") return deploymentPods(object);
    return object.kind === "StatefulSet" ? statefulSetPods(object) : [];
  });

/** The rest of the name, two hashes, is known only when the pod is there. */
const deploymentPods = (workload: Deployment): Pod[] =>
  Array.from({ length: workload.spec.replicas }, () =>
    pod(workload, { generateName: `${workload.metadata.name}-` }, {}, {}),
  );

function statefulSetPods(set: StatefulSet): Pod[] {
  return Array.from({ length: set.spec.replicas }, (_, index) => {
    const name = `${set.metadata.name}-${index}`;
    const labels = {
      "statefulset.kubernetes.io/pod-name": name,
      "apps.kubernetes.io/pod-index": String(index),
    };
    const volumes = volumesOf(set, index);
    return pod(set, { name }, labels, {
      hostname: name,
      subdomain: set.spec.serviceName,
      ...(volumes.length > 0 && { volumes }),
    });
  });
}

/** A claim takes the place of a volume with its template's name. */
function volumesOf(set: StatefulSet, index: number): readonly { readonly name: string }[] {
  const templates = (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
  const claims = templates.map((name) => ({
    name,
    persistentVolumeClaim: { claimName: claimName(name, set.metadata.name, index) },
  }));
  const others = set.spec.template.spec.volumes ?? [];
  return [...claims, ...others.filter(({ name }) => !templates.includes(name))];
}

function pod(
  { spec: { template } }: Deployment | StatefulSet,
  name: { readonly name: string } | { readonly generateName: string },
  labels: Labels,
  spec: Partial<PodSpec>,
): Pod {
  const { namespace, annotations } = template.metadata;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...name,
      namespace,
      labels: { ...template.metadata.labels, ...labels },
      ...(annotations && { annotations }),
    },
    // "default" is what admission fills in.
    spec: { serviceAccountName: "default", ...template.spec, ...spec },
  };
}
