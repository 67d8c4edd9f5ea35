import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import type { LocalStack } from "./local-stack";

/** A Kubernetes object as the API server hands it out. */
export interface LiveObject {
  readonly [field: string]: unknown;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
}

/** Kinds that the cluster makes by itself, all the time. */
const transient = [
  "events",
  "events.events.k8s.io",
  "leases.coordination.k8s.io",
  "componentstatuses",
];

/** Every object of a cluster that can be listed, apart from those that come and go by themselves. */
export async function listEverything(local: LocalStack): Promise<LiveObject[]> {
  const kinds = await kubectl(local, ["api-resources", "--verbs=list", "--output=name"]);
  const wanted = kinds.split("\n").filter((kind) => kind !== "" && !transient.includes(kind));
  return list(local, wanted.join(","));
}

/** A tenant's runtime, by the one thing that is asked of it most. */
export interface Runtime {
  readonly namespace: string;
  /** Replicas of its hodometer; 1 is what Seldon makes of no override. */
  readonly hodometer: number;
}

export const listRuntimes = async (local: LocalStack): Promise<Runtime[]> =>
  (await list(local, "seldonruntimes.mlops.seldon.io")).map(runtimeOf);

export function runtimeOf({ metadata, spec }: LiveObject): Runtime {
  const { overrides = [] } = spec as { overrides?: { name: string; replicas?: number }[] };
  const hodometer = overrides.find(({ name }) => name === "hodometer")?.replicas ?? 1;
  return { namespace: metadata.namespace ?? "", hodometer };
}

async function list(local: LocalStack, kinds: string): Promise<LiveObject[]> {
  const text = await kubectl(local, ["get", kinds, "--all-namespaces", "--output=json"]);
  return (JSON.parse(text) as { items: LiveObject[] }).items;
}

async function kubectl(local: LocalStack, args: readonly string[]): Promise<string> {
  const binary = join(local.options.toolchain.toolsDir, "kubectl");
  const options = { maxBuffer: 512 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(
    binary,
    ["--kubeconfig", local.kubeconfig, ...args],
    options,
  );
  return stdout;
}
