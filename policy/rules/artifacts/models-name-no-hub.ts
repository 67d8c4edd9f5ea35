import { endpointOf } from "../../hosts";
import { listOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { textsOf } from "../../texts";
import { mayHoldSettings, modelServersOf, variableNamed, type ModelServer } from "./model-servers";

const OFFLINE = ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"] as const;
// As the hub's client reads it.
const ON = /^(1|on|yes|true)$/i;

// Settings of MLServer's Hugging Face runtime, and flags and variables of servers of language models.
const MODEL =
  /^(mlserver_model_huggingface_)?(pretrained_(model|tokenizer)(_name_or_path)?|hf_(model_id|model|repo_id)|hub_model_id|repo_id|optimum_model_id)$/;
const MODEL_ID = /^(model_id|model_name_or_path|tokenizer_id)$/;
// Where MLServer takes a model from, and what it is called for others.
const URI = /^(mlserver_model_)?(uri|url|model_ur[il])$/;
const HUBS =
  /(^|\.)(huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.(cn|com)|tfhub\.dev|kaggle\.com|ngc\.nvidia\.com|ollama\.(com|ai))$/;

/** A name such as `org/model` is no path: the library asks its hub for it, at start or at the first request. */
export const modelsNameNoHub: ObjectRule = {
  name: "models-name-no-hub",
  description: "In production models name no model of a public hub, and model servers ask none.",
  why: [
    "Many runtimes take the name of a model at a hub where a path is meant, and fetch it when they start; behind an air",
    "gap they hang until the hub's client gives up. Some ask the hub even for models on disk, to see whether there is",
    "a newer one: HF_HUB_OFFLINE=1 and TRANSFORMERS_OFFLINE=1 on every model server switch that off. Settings such as",
    "pretrained_model hold a path, which begins with / or a full stop, and uri leads to no hub. Judged are Models, ConfigMaps with",
    "model-settings, and containers; model servers are the containers of ServerConfigs and of KServe, and images that",
    "are known to be one. Not seen: model-settings.json inside of the model's folder, and what a model's code asks for.",
  ].join(" "),
  severity: "high",
  remediation:
    "Put the files of the model into its folder in the store, and name their path, as in ./model.",
  ways: [25],
  examples: {
    refused: `
apiVersion: mlops.seldon.io/v1alpha1
kind: Model
metadata: { name: chat, namespace: team }
spec:
  storageUri: s3://models/chat
  parameters:
    - { name: pretrained_model, value: distilbert-base-uncased }
`,
    accepted: `
apiVersion: mlops.seldon.io/v1alpha1
kind: Model
metadata: { name: chat, namespace: team }
spec:
  storageUri: s3://models/chat
  parameters:
    - { name: pretrained_model, value: ./distilbert-base-uncased }
`,
  },
  binds: "in prod",
  scope: "object",
  check: (object) => [
    ...(mayHoldSettings(object) ? hubModels(object) : []),
    ...modelServersOf(object).flatMap(online),
  ],
};

const hubModels = (object: KubernetesObject): Complaint[] =>
  textsOf(object).flatMap(({ path, name, value }): Complaint[] => {
    const setting = name
      .replace(/^-+/, "")
      .replace(/([a-z])([A-Z])/g, "$1_$2")
      .replace(/-/g, "_")
      .toLowerCase();
    const flag =
      /(?:^|\s)--?(?:model[-_]id|hf[-_]model[-_]id|pretrained[-_]model)[=\s]+([^\s-]\S*)/i.exec(
        value,
      )?.[1];
    if (URI.test(setting) && leadsToHub(value))
      return [{ path, message: "leads to a public hub, which the server would ask for the model" }];
    const named =
      MODEL.test(setting) || (MODEL_ID.test(setting) && /^[^/.\s]+\/[^/\s]+$/.test(value.trim()))
        ? value
        : flag;
    if (named === undefined || isPath(named)) return [];
    return [
      { path, message: "names a model, not a path: the server would fetch it from a public hub" },
    ];
  });

function leadsToHub(uri: string): boolean {
  const text = uri.trim();
  if (/^(hf|huggingface):/i.test(text)) return true;
  const host = text.includes("://") ? endpointOf(text)?.host : undefined;
  return host !== undefined && HUBS.test(host);
}

const isPath = (value: string): boolean => /^\s*([/.]|file:|$)/.test(value) || value.includes("{{");

function online({ path, container, isPart }: ModelServer): Complaint[] {
  const variables = listOf(container.env);
  return OFFLINE.flatMap((name): Complaint[] => {
    const variable = variableNamed(variables, name);
    // What another object describes may have it.
    if (variable === undefined && isPart) return [];
    if (variable !== undefined && ON.test(textOf(variable.value) ?? "")) return [];
    const state = variable === undefined ? "is missing" : "does not say 1";
    return [
      {
        path: `${path}.env`,
        message: `${name} ${state}, so the server may ask a public hub`,
        remedy: `Set ${name} to "1" in this container.`,
      },
    ];
  });
}
