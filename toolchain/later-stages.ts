import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { processesOf } from "./cluster-processes";

/** The program, as the list of processes shows it. */
const program = "kwok-later-stages";

/** It wants to be told of nodes, and these are none: all are the first controller's. */
const flags = ["--manage-nodes-with-label-selector=local-cluster/simulated-by=later-stages"];

interface Place {
  /** The built program. */
  readonly kwok: string;
  /** The cluster's own; a process that starts from it ends with the cluster. */
  readonly folder: string;
  readonly kubeconfig: string;
  readonly log: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The text of a file of stages. */
export const asYaml = (stages: readonly object[]): string =>
  stages.map((stage) => stringify(stage, { lineWidth: 0 })).join("---\n");

/**
 * Starts a second controller beside the cluster's first one, which watches only the kinds that were there when it
 * began and ends at once when one is missing. Nothing happens when it runs already.
 */
export function playLaterStages(stages: readonly object[], place: Place): void {
  const { folder, kubeconfig, env } = place;
  if (processesOf(folder).some(({ name }) => name === program)) return;
  const file = path.join(folder, program);
  if (!existsSync(file)) symlinkSync(place.kwok, file);
  writeFileSync(`${file}.yaml`, asYaml(stages));
  const log = openSync(place.log, "a");
  // Detached, because it belongs to the cluster and not to the command that found it missing.
  const child = spawn(file, [...flags, `--kubeconfig=${kubeconfig}`, `--config=${file}.yaml`], {
    env,
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.unref();
  closeSync(log);
}
