import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { outsideUrl } from "./making/hosts";
import { anywhere, made } from "./making/places";
import { container, podSpec } from "./making/pods";
import { objectWay } from "./making/way";

const VERSIONS = ["serving.kserve.io/v1beta1", "serving.kserve.io/v1alpha1"];

const uri = (random: Random): string =>
  random.pick([
    () => `gs://${random.word()}/iris`,
    () => `hf://${random.word()}/gpt2`,
    () => `azure://${random.word()}/iris`,
    () => `https://account.blob.core.windows.net/${random.word()}/iris`,
    () => outsideUrl(random),
  ])();

const kserve = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const from = uri(random);
  const [kind, spec] = random.pick<readonly [string, object]>([
    [
      "InferenceService",
      { predictor: { model: { modelFormat: { name: "sklearn" }, storageUri: from } } },
    ],
    ["InferenceService", { predictor: { sklearn: { storageUri: from } } }],
    ["InferenceService", { predictor: { storageUris: [{ uri: from, mountPath: "/mnt/models" }] } }],
    [
      "InferenceService",
      {
        transformer: podSpec(random, {
          containers: [container(random, { env: [{ name: "STORAGE_URI", value: from }] })],
        }),
      },
    ],
    ["InferenceService", { explainer: { art: { storageUri: from, type: "SquareAttack" } } }],
    ["TrainedModel", { model: { storageUri: from, framework: "sklearn", memory: "1Gi" } }],
    ["LocalModelCache", { sourceModelUri: from, modelSize: "1Gi" }],
    ["LLMInferenceService", { model: { uri: from, name: "x" } }],
    [
      "ClusterStorageContainer",
      { supportedUriFormats: [{ prefix: "gs://" }], container: container(random) },
    ],
    [
      "ClusterStorageContainer",
      {
        supportedUriFormats: [{ regex: "https://(.+?).blob.core.windows.net/(.+)" }],
        container: container(random),
      },
    ],
    ["ServingRuntime", { containers: [container(random, { args: [`--model_uri=${from}`] })] }],
    [
      "ClusterServingRuntime",
      { containers: [container(random, { env: [{ name: "STORAGE_URI", value: from }] })] },
    ],
  ]);
  const namespace = kind.startsWith("Cluster") ? undefined : anywhere(random, stack);
  return [
    `${kind}: ${JSON.stringify(spec).slice(0, 120)}`,
    made(random, random.pick(VERSIONS), kind, namespace, { spec }),
  ];
};

/** Another server of models in the same cluster. */
export const kserveWays: readonly Way[] = [
  objectWay(29, "artifacts-come-from-inside", "a model of KServe from outside", kserve),
];
