import type { Server } from "../schema/server";

/** How the model server in a server pod is started, and what it needs beside the agent's volume. */
export interface ModelServer {
  readonly start: { readonly command?: readonly string[]; readonly args?: readonly string[] };
  readonly env: Readonly<Record<string, string>>;
  /** Where it serves Prometheus. */
  readonly metricsPort: number;
  readonly mounts: readonly object[];
  readonly volumes: readonly object[];
}

/** Where every model server listens, and where the agent puts the models. */
const httpPort = "9000";
const grpcPort = "9500";
const modelsFolder = "/mnt/agent/models";

/** Models that name a hub are looked for in the model's folder and nowhere else, also where a way out is open. */
export const offline: Readonly<Record<string, string>> = {
  HF_HUB_OFFLINE: "1",
  TRANSFORMERS_OFFLINE: "1",
};

const mlserver: ModelServer = {
  start: {},
  env: {
    ...offline,
    MLSERVER_HTTP_PORT: httpPort,
    MLSERVER_GRPC_PORT: grpcPort,
    MLSERVER_MODELS_DIR: modelsFolder,
    MLSERVER_MODEL_PARALLEL_WORKERS: "1",
    // The agent loads what the scheduler places, and nothing else.
    MLSERVER_LOAD_MODELS_AT_STARTUP: "false",
    MLSERVER_GRPC_MAX_MESSAGE_LENGTH: "1048576000",
  },
  metricsPort: 8082,
  mounts: [],
  volumes: [],
};

const tritonFlags = [
  "--model-repository=$(SERVER_MODELS_DIR)",
  "--http-port=$(SERVER_HTTP_PORT)",
  "--grpc-port=$(SERVER_GRPC_PORT)",
  "--log-verbose=1",
  "--model-control-mode=explicit",
  "--backend-config=python,shm-default-byte-size=16777216",
];

const triton: ModelServer = {
  start: { command: ["bash"], args: ["-c", ["tritonserver", ...tritonFlags].join(" ")] },
  env: {
    ...offline,
    SERVER_HTTP_PORT: httpPort,
    SERVER_GRPC_PORT: grpcPort,
    SERVER_MODELS_DIR: modelsFolder,
    LD_PRELOAD: "/usr/lib/x86_64-linux-gnu/libtcmalloc.so.4",
  },
  metricsPort: 8002,
  // Python models hand their tensors over in shared memory; a container has 64 MiB of it by itself.
  mounts: [{ name: "dshm", mountPath: "/dev/shm", readOnly: false }],
  volumes: [{ name: "dshm", emptyDir: { medium: "Memory", sizeLimit: "256Mi" } }],
};

/**
 * An own image must be a V2 server with model repository calls. It is told its ports and folder in
 * MLServer's variables, since most are built on MLServer; another has to map them in its entry point.
 */
export const modelServers: Readonly<Record<Server["type"], ModelServer>> = {
  mlserver,
  triton,
  custom: mlserver,
};
