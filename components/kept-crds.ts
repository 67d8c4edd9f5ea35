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

/** Above this no number is an int32. */
const maxInt32 = 2 ** 31 - 1;

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
    const { metadata, spec } = props as {
      metadata: { labels?: Record<string, string> };
      spec: unknown;
    };
    const labels = { ...metadata.labels, [crdVersionLabel]: version };
    return {
      props: { ...props, metadata: { ...metadata, labels }, spec: withoutUnfitFormats(spec) },
      opts: { ...opts, protect, retainOnDelete: true },
    };
  };
};

/**
 * The same without each `format: int32` beside a maximum that is no int32. MetalLB has it on the numbers of
 * autonomous systems; since 1.36 the API server heeds formats of integers, and refuses each object with such a field.
 */
function withoutUnfitFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutUnfitFormats);
  if (typeof schema !== "object" || schema === null) return schema;
  const { format, maximum } = schema as { format?: unknown; maximum?: unknown };
  const unfit = format === "int32" && typeof maximum === "number" && maximum > maxInt32;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !(unfit && key === "format"))
      .map(([key, inner]) => [key, withoutUnfitFormats(inner)]),
  );
}
