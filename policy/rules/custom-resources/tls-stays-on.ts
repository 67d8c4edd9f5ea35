import {
  fieldsOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { called } from "./called";
import { fieldsWithin } from "./fields-within";
import { MESH_CONFIG_KINDS, meshConfigsOf } from "./mesh-configs";

/** Who is let in rests on certificates, so whoever turns them off lets in everybody. */
export const tlsStaysOn: ObjectRule = {
  name: "tls-stays-on",
  description: "Pods of the mesh prove to each other who they are, on every port but single ones.",
  why: "Without mutual TLS a caller needs no certificate, and what is said can be read on the way. Single ports of chosen pods may take plain connections too, because Seldon's controller and Prometheus dial them from outside the mesh: which ports those are, this rule does not know.",
  severity: "critical",
  remediation:
    "Leave mode STRICT, and take out single ports of chosen pods with a selector and portLevelMtls.",
  ways: [42],
  scope: "object",
  kinds: new Set([
    ...MESH_CONFIG_KINDS,
    "networking.istio.io/DestinationRule",
    "security.istio.io/PeerAuthentication",
  ]),
  check(object, site) {
    if (isKind(object, "security.istio.io", "PeerAuthentication")) return inbound(object);
    if (isKind(object, "networking.istio.io", "DestinationRule")) return outbound(object, site);
    return meshConfigsOf(object).flatMap((mesh): Complaint[] =>
      mesh?.config.enableAutoMtls === false
        ? [
            {
              path: childPath(mesh.path, "enableAutoMtls"),
              message: "is false, so proxies speak plain to each other",
              remedy: "Set it to true, or leave it out.",
            },
          ]
        : [],
    );
  },
  examples: {
    refused: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: team }
spec: { mtls: { mode: PERMISSIVE } }
`,
    accepted: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: scheduler, namespace: team }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: seldon-scheduler } }
  mtls: { mode: STRICT }
  portLevelMtls: { "9004": { mode: PERMISSIVE } }
`,
  },
};

const inherits = (mode: unknown): boolean =>
  mode === undefined || mode === null || mode === "UNSET";

function inbound(object: KubernetesObject): Complaint[] {
  const { mtls, portLevelMtls, selector } = fieldsOf(object.spec);
  const { mode } = fieldsOf(mtls);
  const isForSome = Object.keys(fieldsOf(fieldsOf(selector).matchLabels)).length > 0;
  const isForAll = !isForSome && metadataOf(object).namespace === "istio-system";
  const found: Complaint[] = [];
  if (mode !== "STRICT" && !inherits(mode))
    found.push({ path: "spec.mtls.mode", message: "takes plain connections on every port" });
  if (isForAll && inherits(mode))
    found.push({
      path: "spec.mtls.mode",
      message: "is not set for the mesh, which means PERMISSIVE",
    });
  const ports = fieldsOf(portLevelMtls);
  for (const port of Object.keys(ports)) {
    const level = fieldsOf(ports[port]).mode;
    if (level === "STRICT" || inherits(level)) continue;
    const path = `spec.portLevelMtls[${JSON.stringify(port)}].mode`;
    if (level !== "PERMISSIVE")
      found.push({
        path,
        message: "takes plain connections only",
        remedy: "Write PERMISSIVE, or leave it out.",
      });
    else if (!isForSome) found.push({ path, message: "is an exception for every pod at once" });
  }
  return found;
}

const EVERYBODY: ReadonlySet<string> = new Set(["*", "*.local", "*.cluster.local"]);

function outbound(object: KubernetesObject, site: Site): Complaint[] {
  const { host } = fieldsOf(object.spec);
  const home = textOf(metadataOf(object).namespace);
  const fields = fieldsWithin(object.spec, "spec");
  const tls = fields.filter(({ key }) => key === "tls");
  const tunnels = fields.filter(({ key }) => key === "targetHost");
  return [
    // The names of all Services: such a rule sends nothing anywhere.
    ...(EVERYBODY.has(String(host)) ? [] : called(host, "spec.host", site, home)),
    ...tunnels.flatMap(({ value, path }) => called(value, path, site, home)),
    ...tls.flatMap(({ value, path }) => towards(String(host), value, path, home, site)),
  ];
}

/** @param home of the rule, in which short names lie */
function towards(
  host: string,
  tls: unknown,
  path: string,
  home: string | undefined,
  site: Site,
): Complaint[] {
  const { mode, insecureSkipVerify } = fieldsOf(tls);
  const found: Complaint[] = [];
  if (mode === "DISABLE")
    found.push({
      path: `${path}.mode`,
      message: "turns TLS off",
      remedy: "Leave tls out: Istio speaks plain by itself to what has no proxy.",
    });
  if (mode === "SIMPLE" && isOurs(host, home, site))
    found.push({
      path: `${path}.mode`,
      message: "shows no certificate of the mesh to a Service of the platform or a tenant",
      remedy: "Leave tls out, or write ISTIO_MUTUAL.",
    });
  if (insecureSkipVerify === true || insecureSkipVerify === "true")
    found.push({
      path: `${path}.insecureSkipVerify`,
      message: "believes any certificate",
      remedy: "Leave it out, and name the authority under caCertificates.",
    });
  return found;
}

/** Whether a Service lies in a namespace that is not of others: what has no dot lies beside the rule. */
function isOurs(host: string, home: string | undefined, { network }: Site): boolean {
  if (EVERYBODY.has(host)) return true;
  const [, named, isService] = host.toLowerCase().split(".");
  if (named !== undefined && isService !== "svc") return false;
  const namespace = named ?? home;
  const others = [
    ...(network?.foreign ?? []),
    ...(network?.destinations ?? []).flatMap(({ to }) => ("namespace" in to ? [to.namespace] : [])),
  ];
  return namespace === undefined || !others.includes(namespace);
}
