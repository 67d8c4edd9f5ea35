import type { Experiment } from "../schema/serving";

/** An Experiment: calls shared out between models, or between pipelines. */
export const experiment = (namespace: string, args: Experiment) => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind: "Experiment",
  metadata: { name: args.name, namespace },
  spec: {
    resourceType: args.resourceType,
    default: args.default,
    candidates: args.candidates,
    mirror: args.mirror,
  },
});
