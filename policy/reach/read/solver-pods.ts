import { isKind, metadataOf, nameOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Doubt } from "../cluster-set";
import { doubtOf } from "./doubts";
import { readPod } from "./read-pod";
import { fieldsAt, listAt, textsAt } from "./reading";
import type { Workload } from "../workload";

const GROUP = "cert-manager.io";

/** Of an Ingress, from which cert-manager makes a Certificate. */
const ANNOTATIONS = {
  "cert-manager.io/issuer": "Issuer",
  "cert-manager.io/cluster-issuer": "ClusterIssuer",
};

interface Solvers {
  readonly workloads: readonly Workload[];
  readonly doubts: readonly Doubt[];
}

/**
 * The pods that cert-manager runs beside a certificate while an ACME server asks for it by HTTP-01, as one
 * workload per namespace. Never throws: what cannot be read is a doubt.
 */
export function solverPods(objects: readonly KubernetesObject[]): Solvers {
  const issuers = objects.filter((object) => isKind(object, GROUP, "Issuer", "ClusterIssuer"));
  if (issuers.length === 0) return { workloads: [], doubts: [] };
  const workloads = new Map<string, Workload>();
  const doubts: Doubt[] = [];
  for (const object of objects)
    try {
      for (const issuer of issuers)
        if (isAsked(issuer, object))
          for (const pod of podsFor(issuer, object))
            workloads.set(`${pod.namespace} ${JSON.stringify(pod.labels)}`, pod);
    } catch (error) {
      doubts.push(doubtOf(object, error));
    }
  return { workloads: [...workloads.values()], doubts };
}

function isAsked(issuer: KubernetesObject, object: KubernetesObject): boolean {
  const isNear =
    issuer.kind === "ClusterIssuer" ||
    metadataOf(issuer).namespace === metadataOf(object).namespace;
  if (isKind(object, GROUP, "Certificate")) {
    const path = "spec.issuerRef";
    const { kind, name } = fieldsAt(fieldsAt(object.spec, "spec").issuerRef, path);
    return isNear && (kind ?? "Issuer") === issuer.kind && name === metadataOf(issuer).name;
  }
  if (!isKind(object, "networking.k8s.io", "Ingress")) return false;
  const annotations = textsAt(metadataOf(object).annotations, "metadata.annotations");
  return Object.entries(ANNOTATIONS).some(
    ([key, kind]) => isNear && kind === issuer.kind && annotations[key] === metadataOf(issuer).name,
  );
}

function podsFor(issuer: KubernetesObject, object: KubernetesObject): Workload[] {
  const acme = fieldsAt(fieldsAt(issuer.spec, "spec").acme, "spec.acme");
  return listAt(acme.solvers, "spec.acme.solvers").flatMap((solver, index) => {
    const path = `spec.acme.solvers[${index}].http01`;
    const http01 = fieldsAt(fieldsAt(solver, path).http01, path);
    const way = http01.ingress ?? http01.gatewayHTTPRoute;
    if (way === undefined || way === null) return [];
    const template = fieldsAt(way, path).podTemplate;
    const { labels, ...parts } = readPod(template, `${path}.podTemplate`);
    return {
      ...parts,
      namespace: textOf(metadataOf(object).namespace) ?? "",
      name: "cm-acme-http-solver",
      kind: "Pod",
      // cert-manager's pkg/issuer/acme/http/pod.go; the other two labels are hashes.
      labels: { ...labels, "acme.cert-manager.io/http01-solver": "true" },
      ports: [{ name: "http", port: 8089, protocol: "TCP" as const }],
      replicas: 1,
      object: nameOf(object),
    };
  });
}
