import { closest, distance } from "fastest-levenshtein";

import type { Server } from "../schema/server";
import { capabilitiesOf } from "./capabilities";

/** Names that people know a capability by, and that no count of letters would lead to it. */
const otherNames: Readonly<Record<string, string>> = {
  "scikit-learn": "sklearn",
  scikit: "sklearn",
  torch: "pytorch",
  torchscript: "pytorch",
  tf: "tensorflow",
  keras: "tensorflow",
  trt: "tensorrt",
  onnxruntime: "onnx",
  transformers: "huggingface",
  lgbm: "lightgbm",
  xgb: "xgboost",
  spark: "spark-mlib",
};

/** What the servers that come with Seldon can do. */
export const capabilitiesOfType = (type: "mlserver" | "triton"): string[] =>
  capabilitiesOf({ type, capabilities: undefined, extraCapabilities: [] });

/** What models may rely on; undefined where only an image or a ServerConfig of other people knows. */
export function knownCapabilities(server: Server): readonly string[] | undefined {
  const { type, serverConfig = type, capabilities } = server;
  const ours = serverConfig === type && type !== "custom";
  return ours || capabilities ? capabilitiesOf(server) : undefined;
}

/** The capability that somebody meant who wrote another word; undefined when none is near. */
export function nearCapability(word: string, known: readonly string[]): string | undefined {
  const plain = word.trim().toLowerCase().replaceAll("_", "-");
  const meant = otherNames[plain];
  if (meant !== undefined && known.includes(meant)) return meant;
  if (known.length === 0) return undefined;
  const near = closest(plain, known);
  return distance(plain, near) <= plain.length / 3 ? near : undefined;
}
