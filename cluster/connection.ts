import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiException, type Configuration, type KubeConfig } from "@kubernetes/client-node";
import * as pulumi from "@pulumi/pulumi";

import { refusal } from "../refusal";
import type { ClusterAccess } from "../schema/cluster";
import { apiOf, kubeconfigPath, openKubeconfig } from "./kubeconfig";

/** Longer than a healthy API server ever takes, short enough for somebody who waits. */
const answerWithinSeconds = 15;

/** The API server says so also of a kind whose CRD has just come: its storage is being set up. */
const busy = 429;
const againAfterMilliseconds = 250;

/** The root of the project, where relative paths of the stack file start. */
export const projectFolder = join(__dirname, "..");

/** The stack's cluster, as the kubeconfig names it. */
export interface Connection {
  /**
   * Asks the API server one thing. @returns undefined for what is not there
   * @throws a refusal that names context, address and remedy, when no answer comes
   */
  readonly ask: <T>(question: (api: Configuration) => Promise<T>) => Promise<T | undefined>;
}

/**
 * Opens the stack's kubeconfig; nothing is asked of the cluster yet.
 * @throws a refusal that names the key of the stack file
 */
export function connect({ kubeconfig: path, context }: ClusterAccess): Connection {
  const access = { kubeconfig: kubeconfigPath(projectFolder, path), context };
  const voice = { stack: pulumi.getStack(), shown: path, refuse: refusal };
  const kubeconfig = openKubeconfig(access, voice);
  return { ask: (question) => ask(kubeconfig, question) };
}

async function ask<T>(
  kubeconfig: KubeConfig,
  question: (api: Configuration) => Promise<T>,
): Promise<T | undefined> {
  const server = kubeconfig.getCurrentCluster()?.server ?? "(no server)";
  const tooLate = AbortSignal.timeout(answerWithinSeconds * 1000);
  const api = apiOf(kubeconfig, () => tooLate);
  for (;;)
    try {
      return await question(api);
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return undefined;
      if (error instanceof ApiException && error.code === busy && !tooLate.aborted) {
        await sleep(againAfterMilliseconds);
        continue;
      }
      const why = tooLate.aborted
        ? `no answer within ${String(answerWithinSeconds)} s`
        : reason(error);
      throw refusal(
        `the cluster of context "${kubeconfig.getCurrentContext()}" at ${server} does not answer: ${why}; ` +
          "see that it runs and that this machine may reach it, then try again",
      );
    }
}

/** Never the whole answer: it may quote headers that hold a token. */
function reason(error: unknown): string {
  if (error instanceof ApiException) return `HTTP ${String(error.code)}`;
  return error instanceof Error ? error.message : String(error);
}
