import type { Experiment, Model, Pipeline } from "../schema/serving";
import type { Tenant } from "../schema/tenant";

type Served = Pick<Tenant, "models" | "experiments" | "pipelines">;

/** One V2 inference call. */
export interface InferenceRequest {
  /** Value of the header seldon-model, by which Envoy finds the way; unique within a tenant. */
  readonly seldonModel: string;
  /** Path below the address of the tenant's seldon-mesh. */
  readonly path: string;
  readonly body: Body;
}

/** As the stack file has it, or as made up here. */
type Body = NonNullable<Model["input"]>;

/** A call to each model, experiment and pipeline of a tenant. */
export function inferenceRequests({ models, experiments, pipelines }: Served): InferenceRequest[] {
  const ofModel = (name: string | undefined) => body(models.find((model) => model.name === name));
  const ofPipeline = (name: string | undefined) =>
    ofModel(pipelines.find((pipeline) => pipeline.name === name)?.steps[0]?.name);
  const ofExperiment = ({ resourceType, default: own, candidates }: Experiment) =>
    (resourceType === "model" ? ofModel : ofPipeline)(own ?? candidates[0]?.name);
  const call = ({ name }: Model | Experiment | Pipeline, suffix: string, sent: Body) => ({
    seldonModel: name + suffix,
    path: `/v2/models/${name}/infer`,
    body: sent,
  });
  return [
    ...models.map((model) => call(model, "", body(model))),
    ...experiments.map((experiment) => call(experiment, ".experiment", ofExperiment(experiment))),
    ...pipelines.map((pipeline) => call(pipeline, ".pipeline", ofPipeline(pipeline.name))),
  ];
}

/**
 * The same as curl lines ready for a shell, by value of the header seldon-model.
 * @param baseUrl where the tenant is reached, as in http://localhost:8080
 * @param flags further ones of curl, as in --cacert platform-ca.crt
 */
export const requestsOf = (tenant: Served, baseUrl: string, flags = ""): Record<string, string> =>
  Object.fromEntries(
    inferenceRequests(tenant).map(({ seldonModel, path, body: sent }) => [
      seldonModel,
      `curl ${flags && `${flags} `}${baseUrl.replace(/\/$/, "")}${path} -H 'Content-Type: application/json' ` +
        `-H 'seldon-model: ${seldonModel}' -d ${quoted(JSON.stringify(sent))}`,
    ]),
  );

/** The model's own request; where it has none, four numbers, or a text where numbers mean nothing. */
function body(model: Model | undefined): Body {
  if (model?.input) return model.input;
  return model?.requirements.includes("huggingface")
    ? { inputs: [{ name: "args", shape: [1], datatype: "BYTES", data: ["some text"] }] }
    : { inputs: [{ name: "predict", shape: [1, 4], datatype: "FP32", data: [[1, 2, 3, 4]] }] };
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
