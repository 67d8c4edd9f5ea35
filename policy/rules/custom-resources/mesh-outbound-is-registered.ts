import {
  fieldsOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";
import { called } from "./called";
import { MESH_CONFIG_KINDS, meshConfigsOf } from "./mesh-configs";

const ONLY = "REGISTRY_ONLY";

/** Istio lets out to everybody unless it is told not to. */
export const meshOutboundIsRegistered: ObjectRule = {
  name: "mesh-outbound-is-registered",
  description: "Proxies let out to what the mesh knows, and to nothing else.",
  why: "Istio's default is ALLOW_ANY, for the mesh and for each Sidecar that says so. REGISTRY_ONLY is no wall, NetworkPolicies are, but it makes a forgotten way out fail at once. Text of a mesh's settings that is no YAML is refused.",
  severity: "high",
  remediation: "Set outboundTrafficPolicy.mode to REGISTRY_ONLY.",
  ways: [43],
  binds: "in prod",
  scope: "object",
  kinds: new Set([...MESH_CONFIG_KINDS, "networking.istio.io/Sidecar"]),
  check(object, site) {
    if (!isKind(object, "networking.istio.io", "Sidecar")) return meshWide(object);
    const { outboundTrafficPolicy } = fieldsOf(object.spec);
    if (outboundTrafficPolicy === undefined || outboundTrafficPolicy === null) return [];
    const path = "spec.outboundTrafficPolicy";
    const { host } = fieldsOf(fieldsOf(outboundTrafficPolicy).egressProxy);
    return [
      ...mode(outboundTrafficPolicy, path),
      ...called(host, `${path}.egressProxy.host`, site, textOf(metadataOf(object).namespace)),
    ];
  },
  examples: {
    refused: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: team }
spec: { outboundTrafficPolicy: { mode: ALLOW_ANY } }
`,
    accepted: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: team }
spec: { outboundTrafficPolicy: { mode: REGISTRY_ONLY } }
`,
  },
};

const meshWide = (object: KubernetesObject): Complaint[] =>
  meshConfigsOf(object).flatMap((mesh): Complaint[] => {
    if (mesh === undefined) return [{ path: "data.mesh", message: "is no YAML that can be read" }];
    const { outboundTrafficPolicy } = mesh.config;
    if (outboundTrafficPolicy === undefined && !mesh.isWhole) return [];
    return mode(outboundTrafficPolicy, childPath(mesh.path, "outboundTrafficPolicy"));
  });

function mode(policy: unknown, path: string): Complaint[] {
  const value = fieldsOf(policy).mode;
  if (value === ONLY) return [];
  const message =
    value === undefined
      ? "is not set, and Istio's default lets out to any host"
      : "lets out to hosts that the mesh does not know";
  return [{ path: `${path}.mode`, message }];
}
