import type { Server } from "../schema/server";

/** What each type can do unasked, as Seldon's setup chart says it of its ServerConfigs. */
const ofType: Readonly<Record<Server["type"], readonly string[]>> = {
  mlserver: [
    "mlserver",
    "alibi-detect",
    "alibi-explain",
    "huggingface",
    "lightgbm",
    "mlflow",
    "python",
    "sklearn",
    // Seldon's own spelling.
    "spark-mlib",
    "xgboost",
  ],
  triton: [
    "triton",
    "dali",
    "fil",
    "onnx",
    "openvino",
    "python",
    "pytorch",
    "tensorflow",
    "tensorrt",
  ],
  custom: [],
};

/** All that models may require of a server, each once: its own list or its type's, and what is added. */
export const capabilitiesOf = (
  server: Pick<Server, "type" | "capabilities" | "extraCapabilities">,
): string[] => [
  ...new Set([...(server.capabilities ?? ofType[server.type]), ...server.extraCapabilities]),
];
