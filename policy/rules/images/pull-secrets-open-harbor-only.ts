import { endpointOf } from "../../hosts";
import { fieldsOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath, ifKnown } from "../../unknown";

// What each type keeps its logins in.
const KEYS = [".dockerconfigjson", ".dockercfg"] as const;

/** A login at a public registry is an invitation to use it. */
export const pullSecretsOpenHarborOnly: ObjectRule = {
  name: "pull-secrets-open-harbor-only",
  description: "Pull secrets hold logins of the site's image hosts and of nobody else.",
  why: [
    "A login that names a public registry lets any pod of the namespace pull from there as soon as a wall has a hole,",
    "and it sends the password of one host to another. Hosts are compared exactly, port included. Data that is",
    "unknown at preview is accepted by this rule alone: the login of a robot account that the same change makes",
    "cannot be known before; an audit of the cluster reads it. Passwords are neither looked at nor told.",
  ].join(" "),
  severity: "high",
  remediation: "Leave only logins of the site's image hosts in the Secret.",
  ways: [19],
  examples: {
    refused: `
apiVersion: v1
kind: Secret
metadata: { name: pull, namespace: team }
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: '{"auths":{"harbor.example":{},"https://index.docker.io/v1/":{}}}'
`,
    accepted: `
apiVersion: v1
kind: Secret
metadata: { name: pull, namespace: team }
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: '{"auths":{"harbor.example":{}}}'
`,
  },
  scope: "object",
  kinds: new Set(["/Secret"]),
  check: (secret, { imageHosts }) =>
    KEYS.flatMap((key) =>
      (["data", "stringData"] as const).flatMap((field) => {
        const text = ifKnown(() => textAt(secret, field, key));
        if (text === undefined) return [];
        const path = childPath(field, key);
        const hosts = hostsIn(text, key);
        if (hosts === undefined) return [unreadable(path)];
        return hosts.flatMap((host) => foreign(host, imageHosts, path));
      }),
    ),
};

/** The plain text; undefined where there is none. */
function textAt(secret: KubernetesObject, field: "data" | "stringData", key: string) {
  const value = fieldsOf(secret[field])[key];
  if (value === undefined || value === null) return undefined;
  const text = textOf(value) ?? "";
  return field === "data" ? Buffer.from(text, "base64").toString() : text;
}

/** The hosts of all logins, as written; undefined if it is no such document. */
function hostsIn(text: string, key: (typeof KEYS)[number]): string[] | undefined {
  try {
    const document = fieldsOf(JSON.parse(text));
    const { auths, credHelpers = {} } = key === ".dockercfg" ? { auths: document } : document;
    if (typeof auths !== "object" || auths === null || Array.isArray(auths)) return undefined;
    return [...Object.keys(auths), ...Object.keys(fieldsOf(credHelpers))];
  } catch {
    return undefined;
  }
}

function foreign(written: string, imageHosts: readonly string[], path: string): Complaint[] {
  const host = written.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  if (imageHosts.includes(host)) return [];
  // As a URL it may hold a password; only what was read as a host is told.
  const told = endpointOf(written)?.host ?? "a host that cannot be read";
  const expected = imageHosts.join(" or ");
  return [{ path, message: `holds a login of ${told}, but this site pulls from ${expected}` }];
}

const unreadable = (path: string): Complaint => ({
  path,
  message: "cannot be read as logins of registries, so nobody knows what it opens",
  remedy:
    'Write the JSON {"auths": {"<image host>": {…}}}, as base64 in data or plain in stringData.',
});
