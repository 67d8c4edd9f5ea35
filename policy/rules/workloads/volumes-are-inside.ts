import { endpointOf, isInside } from "../../hosts";
import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { podsOf } from "../../pods";
import type { ObjectRule } from "../../rule";
import { childPath } from "../../unknown";
import { ofDriver, serversOf, type VolumeServer } from "./volume-servers";

/** A volume is a connection that the node makes, so no network policy sees it. */
export const volumesAreInside: ObjectRule = {
  name: "volumes-are-inside",
  description: "The servers of all volumes lie inside, and none is a cloud's.",
  why: "The node mounts volumes, and no network policy binds nodes: a share outside carries data both ways. Not seen: servers that a CSI driver is told in a Secret or by its own flags, and Endpoints of glusterfs, which endpoints-are-inside judges.",
  severity: "high",
  remediation: "Use a server inside, or list its host under hosts of the site.",
  ways: [71],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers: [{ name: web, image: "harbor.example/platform/web:1.0.0" }]
  volumes: [{ name: data, nfs: { server: files.example.com, path: /data } }]
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers: [{ name: web, image: "harbor.example/platform/web:1.0.0" }]
  volumes: [{ name: data, nfs: { server: files.team.svc, path: /data } }]
`,
  },
  binds: "in prod",
  scope: "object",
  check(object, site) {
    const namespace = textOf(metadataOf(object).namespace);
    return serversIn(object).flatMap(({ path, server }) => {
      if (server === undefined)
        return [{ path, message: "lies outside: nothing here can serve it" }];
      // `//server/share` of SMB, `:/path` behind a server of NFS, `user@server`.
      const endpoint = endpointOf(
        server
          .replace(/^\/\//, "")
          .replace(/:\/.*$/, (rest) => (rest.startsWith("://") ? rest : "")),
      );
      if (endpoint !== undefined && isInside(endpoint, site, namespace)) return [];
      return [
        { path, message: `names the host ${endpoint?.host ?? "(not readable)"}, which is outside` },
      ];
    });
  },
};

function serversIn(object: KubernetesObject): VolumeServer[] {
  if (isKind(object, "", "PersistentVolume")) return serversOf(fieldsOf(object.spec), "spec");
  if (isKind(object, "storage.k8s.io", "StorageClass"))
    return ofDriver(object, "", "provisioner", "parameters");
  return podsOf(object).flatMap(({ path, spec }) =>
    listOf(spec.volumes).flatMap((volume, index) =>
      serversOf(fieldsOf(volume), childPath(childPath(path, "volumes"), index)),
    ),
  );
}
