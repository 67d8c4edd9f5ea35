import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface KeptCrdsArgs {
  /** Name of the chart, by which its objects may be called. */
  readonly chartName: string;
  /** The namespace of the release, which CRDs only mention. */
  readonly namespace: string;
  /** Path of the chart's archive, relative to the program. */
  readonly chart: string;
  /** Put on each CRD as a label. */
  readonly version: string;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Takes out of the manifests what is no CRD. */
  readonly postRenderer?: { readonly command: string; readonly args: string[] };
  /** Whether even the program itself is refused when it would forget one. */
  readonly protect: boolean;
}

/** Says on each CRD which version of its owner it is from. */
export const crdVersionLabel = "app.kubernetes.io/version";

/** A chart's CRDs, which stay on the cluster whatever becomes of the stack: with one go all its objects. */
export function keptCrds(
  name: string,
  { chartName, version, protect, ...chart }: KeptCrdsArgs,
  opts: pulumi.ComponentResourceOptions,
): void {
  new k8s.helm.v4.Chart(
    name,
    { name: chartName, ...chart },
    { ...opts, transforms: [keep(version, protect)] },
  );
}

const keep = (version: string, protect: boolean): pulumi.ResourceTransform => {
  return ({ type, props, opts }) => {
    if (type !== "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition") return undefined;
    const { metadata } = props as { metadata: { labels?: Record<string, string> } };
    const labels = { ...metadata.labels, [crdVersionLabel]: version };
    return {
      props: { ...props, metadata: { ...metadata, labels } },
      opts: { ...opts, protect, retainOnDelete: true },
    };
  };
};
