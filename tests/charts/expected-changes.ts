import { stringify } from "yaml";

import { leavesOf, objectsOf, type KubernetesObject } from "./flatten";

/**
 * The lines by which Seldon's chart grows when the controller watches more than its own namespace:
 * its Role and RoleBinding once more, for the whole cluster. The data has default values only.
 * @param kinds which of ClusterRole and ClusterRoleBinding
 */
export function clusterObjects(realStream: string, kinds: readonly string[]): string[] {
  const cluster = objectsOf(realStream)
    .filter(({ metadata: { name } }) => /^seldon-v2-manager-role(binding)?$/.test(name))
    .map(forCluster)
    .filter(({ kind }) => kinds.includes(kind));
  const leaves = leavesOf(cluster.map((object) => stringify(object)).join("---\n"));
  return [...leaves].map(([path, value]) => `+ ${path}: ${value}`);
}

function forCluster(object: KubernetesObject & { roleRef?: object }): KubernetesObject {
  const kind = `Cluster${object.kind}`;
  const { name } = object.metadata;
  if (!object.roleRef) return { ...object, kind, metadata: { name } };
  // Named after the release's namespace, because two controllers may share a cluster.
  const metadata = { name: `${name}-seldon-system` };
  return {
    ...object,
    kind,
    metadata,
    roleRef: { ...object.roleRef, kind: "ClusterRole" },
  } as KubernetesObject;
}

/** A values file's images alone, each moved to another registry and below a path; and where they were. */
export function withRegistry(values: object, registry: string, prefix: string) {
  const moved: string[] = [];
  const visit = (map: object, path: string): object =>
    Object.fromEntries(
      Object.entries(map).flatMap(([key, value]: [string, unknown]) => {
        if (typeof value !== "object" || value === null) return [];
        if (key !== "image") return [[key, visit(value, `${path}.${key}`)]];
        moved.push(path);
        const { repository } = value as { repository: string };
        return [[key, { registry, repository: `${prefix}/${repository}` }]];
      }),
    );
  return { values: visit(values, ""), moved };
}
