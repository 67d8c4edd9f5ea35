import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import {
  createConfiguration,
  KubeConfig,
  ServerConfiguration,
  type Configuration,
} from "@kubernetes/client-node";

import type { ClusterAccess } from "../schema/cluster";

/** Where a stack file's kubeconfig is: `~` is the user's home, a relative path starts at the project. */
export const kubeconfigPath = (project: string, path: string): string =>
  resolve(project, path.replace(/^~(?=\/)/, homedir()));

/** How somebody who asks for a cluster that is not there is told. */
export interface Voice {
  /** Of the stack whose file names the cluster. */
  readonly stack: string;
  /** The path as the message shows it. */
  readonly shown: string;
  readonly refuse: (message: string) => Error;
  /** What else may be done; ends the sentence. */
  readonly otherwise?: string;
}

/** @throws the refusal of a file that is not there, or of a context that it does not have */
export function openKubeconfig(
  { kubeconfig: file, context }: ClusterAccess,
  { stack, shown, refuse, otherwise = "" }: Voice,
): KubeConfig {
  const where = `Pulumi.${stack}.yaml: seldon-platform:cluster`;
  if (!existsSync(file))
    throw refuse(
      `${where}.kubeconfig: there is no file "${shown}"; write the path of the cluster's kubeconfig${otherwise}`,
    );
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromFile(file);
  const contexts = kubeconfig.getContexts().map(({ name }) => name);
  if (!contexts.includes(context))
    throw refuse(
      `${where}.context: "${context}" is not in ${shown}; use one of: ${contexts.join(", ") || "(none)"}${otherwise}`,
    );
  kubeconfig.setCurrentContext(context);
  return kubeconfig;
}

/**
 * The API server behind a kubeconfig.
 * @param ends asked for each question; the request is ended by it, not just left alone, since its open
 * connection would keep the program alive
 */
export const apiOf = (kubeconfig: KubeConfig, ends: () => AbortSignal): Configuration =>
  createConfiguration({
    baseServer: new ServerConfiguration(kubeconfig.getCurrentCluster()?.server ?? "", {}),
    authMethods: { default: kubeconfig },
    promiseMiddleware: [
      {
        pre: (request) => {
          request.setSignal(ends());
          return Promise.resolve(request);
        },
        post: (response) => Promise.resolve(response),
      },
    ],
  });
