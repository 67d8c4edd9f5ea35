import type { ClaimTemplate } from "./custom-resources";
import { orNone } from "./labels";
import type { ClaimSpec, Deployment, Labels, PodSpec, StatefulSet } from "./objects";
import { readBack } from "./read-back";

/** What a Deployment and a StatefulSet of the operator are made from. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly selector: Labels;
  readonly labels: Labels;
  readonly podLabels: Labels;
  readonly annotations: Labels;
  readonly podSpec: PodSpec;
}

export const deployment = (workload: Workload): Deployment => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  ...frame(workload),
});

/** @param retention whether claims outlive the set or its replicas; the API server keeps them by default */
export function statefulSet(
  workload: Workload,
  templates: readonly ClaimTemplate[],
  retention?: object | null,
): StatefulSet {
  const { metadata, spec } = frame(workload);
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata,
    spec: {
      ...spec,
      serviceName: workload.name,
      podManagementPolicy: "Parallel",
      ...(templates.length > 0 && { volumeClaimTemplates: templates.map(claimTemplate) }),
      ...(retention && { persistentVolumeClaimRetentionPolicy: { ...retention } }),
    },
  };
}

const claimTemplate = ({ name, spec }: ClaimTemplate) => ({
  metadata: { name },
  spec: readBack(spec, "spec") as unknown as ClaimSpec,
});

function frame(workload: Workload): Pick<Deployment, "metadata" | "spec"> {
  const { name, namespace, replicas, selector, labels, podLabels, podSpec } = workload;
  const annotations = orNone(workload.annotations);
  const names = { name, namespace, ...(annotations && { annotations }) };
  return {
    metadata: { ...names, labels },
    spec: {
      replicas,
      selector: { matchLabels: selector },
      template: { metadata: { ...names, labels: podLabels }, spec: podSpec },
    },
  };
}
