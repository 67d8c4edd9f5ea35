import { existsSync } from "node:fs";
import { KubeConfig } from "@kubernetes/client-node";
import { fieldsOf, type ObjectName } from "../../policy/kubernetes-object";
import type { Rule } from "../../policy/rule";
import { RULES } from "../../policy/rules/all";
import type { Site } from "../../policy/site/site";
import { processStreams, type CommandStreams } from "../command-streams";
import { checkInput, type CheckOptions } from "../check";
import { listAll } from "./list-all";
import { apiServer } from "./api-server";

/** Which cluster; never the one that the environment happens to point to. */
export interface LiveOptions extends CheckOptions {
  readonly kubeconfig: string;
  readonly context: string;
}

/**
 * Judges what a cluster holds. Of Secrets only the metadata is asked for, so nothing is said of what is in them; status
 * and the API server's own notes are left out, and defaults that it filled in are judged as they are. Returns as
 * check() does; a kind that may not be listed is input that cannot be judged.
 */
export async function checkLive(
  { kubeconfig: file, context, ...options }: LiveOptions,
  streams: CommandStreams = processStreams,
  rules: readonly Rule[] = RULES,
): Promise<0 | 1 | 2> {
  const problems: string[] = [];
  const kubeconfig = open(file, context, problems);
  const listed = kubeconfig === undefined ? [] : await listAll(apiServer(kubeconfig), problems);
  const documents = listed.map(asDeclared);
  const name = `context ${context}`;
  const input = { documents, sources: [], problems, name, concerns: isOurs };
  return checkInput(input, options, streams, rules);
}

function open(file: string, context: string, problems: string[]): KubeConfig | undefined {
  if (!existsSync(file)) {
    problems.push(
      `--kubeconfig ${file} does not exist. Give the path of the cluster's kubeconfig.`,
    );
    return undefined;
  }
  const kubeconfig = new KubeConfig();
  try {
    kubeconfig.loadFromFile(file);
  } catch {
    // What the parser says quotes the file, which holds keys.
    problems.push(`--kubeconfig ${file} cannot be read. Give the path of a kubeconfig.`);
    return undefined;
  }
  const contexts = kubeconfig.getContexts().map(({ name }) => name);
  if (!contexts.includes(context)) {
    problems.push(
      `--context ${context} is not in ${file}. Use one of: ${contexts.join(", ") || "(none)"}.`,
    );
    return undefined;
  }
  kubeconfig.setCurrentContext(context);
  return kubeconfig;
}

/** Without what nobody declares. */
function asDeclared(object: Readonly<Record<string, unknown>>): unknown {
  const metadata = without("managedFields", fieldsOf(object.metadata));
  return { ...without("status", object), metadata };
}

/** Namespaces that Kubernetes makes in each cluster. */
const KUBERNETES = ["kube-system", "kube-public", "kube-node-lease"];

/** What lies in a namespace that the site calls others' is theirs to answer for. */
function isOurs({ namespace }: ObjectName, { network }: Site): boolean {
  if (namespace === undefined) return true;
  const { foreign = [], dns, monitoring, ingress } = network ?? {};
  return ![...KUBERNETES, ...foreign, dns?.namespace, monitoring, ingress].includes(namespace);
}

const without = (field: string, fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== field));
