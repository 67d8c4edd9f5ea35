import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

export interface SeldonCrdsArgs {
  /** Path of the CRD chart's archive, relative to the program. */
  readonly chart: string;
  /** Seldon's version, put on each CRD as a label. */
  readonly version: string;
}

/** Says on each CRD which Seldon version it is from. */
export const crdVersionLabel = "app.kubernetes.io/version";

/** Seldon's CRDs, which outlive every stack: removing one would remove every team's models with it. */
export class SeldonCrds extends pulumi.ComponentResource {
  constructor(name: string, args: SeldonCrdsArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:SeldonCrds", name, {}, opts);
    new k8s.helm.v4.Chart(
      name,
      { name: "seldon-core-v2-crds", namespace: "default", chart: args.chart },
      { parent: this, transforms: [keep(args.version)] },
    );
    this.registerOutputs({});
  }
}

const keep = (version: string): pulumi.ResourceTransform => {
  return ({ type, props, opts }) => {
    if (type !== "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition") return undefined;
    const { metadata } = props as { metadata: { labels?: Record<string, string> } };
    const labels = { ...metadata.labels, [crdVersionLabel]: version };
    return {
      props: { ...props, metadata: { ...metadata, labels } },
      opts: { ...opts, protect: true, retainOnDelete: true },
    };
  };
};
