import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";
import { remoteProblems } from "./rclone-remote";
import {
  fromVariables,
  remotesIn,
  remotesInSecret,
  remotesWithin,
  type FoundRemote,
} from "./rclone-secret";

/** Model servers load through rclone, and a remote that names no address of its own is in the cloud. */
export const rcloneRemotesAreInside: ObjectRule = {
  name: "rclone-remotes-are-inside",
  description: "Every rclone remote that model servers may load from leads to a store inside.",
  why: [
    "A storageUri names no address, only a remote; where that leads, a Secret or the agent's configuration says. A remote",
    "of type s3 without endpoint means the cloud, and many types have no address but the cloud's. Read are Secrets of",
    "no special type, SeldonConfig, SeldonRuntime, ConfigMaps, and variables of rclone; of a Secret only type and addresses",
    "are looked at, and nothing but a host is told. The anonymous login for Google's storage, which Seldon's chart",
    "brings, is refused. Data that is unknown at preview is accepted: any Secret may hold a password that is yet to be made.",
    "Not seen: Secrets that others make.",
  ].join(" "),
  severity: "critical",
  remediation: "Give the remote the type s3 and the endpoint of a store inside.",
  ways: [23, 24, 28],
  examples: {
    refused: `
apiVersion: v1
kind: Secret
metadata: { name: rclone-s3, namespace: team }
stringData:
  rclone.json: '{"name":"s3","type":"s3","parameters":{"provider":"Minio"}}'
`,
    accepted: `
apiVersion: v1
kind: Secret
metadata: { name: rclone-s3, namespace: team }
stringData:
  rclone.json: '{"name":"s3","type":"s3","parameters":{"provider":"Minio","endpoint":"http://minio.model-store:9000"}}'
`,
  },
  scope: "object",
  check: (object, site) => {
    const namespace = textOf(metadataOf(object).namespace);
    return [
      ...remotesOf(object).flatMap(({ path, remote }) =>
        remoteProblems(remote, { path, site, namespace }),
      ),
      ...(isSeldon(object) ? agentProblems(object) : []),
    ];
  },
};

const isSeldon = (object: KubernetesObject): boolean =>
  isKind(object, "mlops.seldon.io", "SeldonConfig", "SeldonRuntime");

function remotesOf(object: KubernetesObject): FoundRemote[] {
  if (isKind(object, "", "Secret")) return remotesInSecret(object);
  if (isKind(object, "", "ConfigMap"))
    return (["data", "binaryData"] as const).flatMap((field) => inConfigMap(object, field));
  const agent = agentOf(object);
  return [
    ...(isSeldon(object) ? remotesWithin(agent.config, `${AGENT}.config`) : []),
    ...podsOf(object).flatMap(containersOf).flatMap(inVariables),
  ];
}

function inConfigMap(object: KubernetesObject, field: "data" | "binaryData"): FoundRemote[] {
  const data = fieldsOf(object[field]);
  const texts = Object.keys(data).flatMap((key) => {
    const written = textOf(data[key]);
    if (written === undefined) return [];
    return [[key, field === "data" ? written : Buffer.from(written, "base64").toString()] as const];
  });
  return [
    ...texts.flatMap(([key, text]) => remotesIn(text, childPath(field, key))),
    ...fromVariables(new Map(texts)).map((remote) => ({ path: field, remote })),
  ];
}

function inVariables({ path, container }: ReturnType<typeof containersOf>[number]): FoundRemote[] {
  const variables = new Map<string, string>();
  for (const item of listOf(container.env)) {
    const { name, value, valueFrom } = fieldsOf(item);
    // From elsewhere: what it says is not known, but that it is said.
    const isElsewhere = valueFrom !== undefined && valueFrom !== null;
    if (!String(name).startsWith("RCLONE_CONFIG_")) continue;
    variables.set(String(name), textOf(value) ?? (isElsewhere ? "localhost" : ""));
  }
  return fromVariables(variables).map((remote) => ({ path: `${path}.env`, remote }));
}

const AGENT = "spec.config.agentConfig.rclone";
const agentOf = (object: KubernetesObject) =>
  fieldsOf(fieldsOf(fieldsOf(fieldsOf(object.spec).config).agentConfig).rclone);

/** What is no remote that can be read, and the chart's login. */
function agentProblems(object: KubernetesObject): Complaint[] {
  const agent = agentOf(object);
  const unreadable = listOf(agent.config).flatMap((item, index): Complaint[] => {
    const path = `${AGENT}.config[${index}]`;
    return remotesWithin(item, path).length > 0
      ? []
      : [{ path, message: "cannot be read as an rclone remote, so nobody knows where it leads" }];
  });
  const anonymous = ["config_secrets", "configSecrets"].flatMap((field) =>
    listOf(agent[field]).flatMap((name, index): Complaint[] =>
      name === "seldon-rclone-gs-public"
        ? [
            {
              path: `${AGENT}.${field}[${index}]`,
              message: "names the chart's anonymous login for Google's storage",
              remedy: "Leave it out of the list; each Model names its own Secret.",
            },
          ]
        : [],
    ),
  );
  return [...unreadable, ...anonymous];
}
