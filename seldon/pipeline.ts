import type { Pipeline } from "../schema/serving";

/** A Pipeline: models in a row or a graph, with Kafka between them. */
export const pipeline = (namespace: string, args: Pipeline) => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind: "Pipeline",
  metadata: { name: args.name, namespace },
  spec: {
    steps: args.steps.map(({ name, inputs, tensorMap }) => ({
      name,
      // Without inputs a step gets what the pipeline gets.
      inputs: inputs.length > 0 ? inputs : undefined,
      tensorMap,
    })),
    output: { steps: args.output },
  },
});

/** The step, or the pipeline itself, that an input or output such as `scale.outputs.mean` is of. */
export const stepOf = (reference: string): string => reference.split(".")[0] ?? "";
