import { CoreV1Api, type V1Namespace } from "@kubernetes/client-node";

import { stackLabel } from "../seldon/tenant-labels";
import type { Connection } from "./connection";

/** A namespace as the cluster has it now. */
export interface LiveNamespace {
  readonly name: string;
  /** The stack that made it, by its label; undefined for one that no stack made. */
  readonly stack: string | undefined;
  /** What the API server says keeps it, when it is being deleted; empty while that goes on well. */
  readonly deletion: readonly string[] | undefined;
}

/** All of them, in one question: a name may be taken by a namespace that no label leads to. */
export async function listNamespaces({ ask }: Connection): Promise<LiveNamespace[]> {
  const list = await ask((api) => new CoreV1Api(api).listNamespace());
  return (list?.items ?? []).map(liveNamespace);
}

/** The conditions of a namespace that is being deleted which say what is still there. */
const remains = ["NamespaceContentRemaining", "NamespaceFinalizersRemaining"];

function liveNamespace({ metadata, status }: V1Namespace): LiveNamespace {
  const kept = (status?.conditions ?? [])
    .filter(({ type, status: holds }) => remains.includes(type) && holds === "True")
    .map(({ message = "" }) => message.trim());
  return {
    name: metadata?.name ?? "",
    stack: metadata?.labels?.[stackLabel],
    deletion: metadata?.deletionTimestamp === undefined ? undefined : kept,
  };
}
