import type { Site } from "../../../policy/site/site";
import { parseSite } from "../../../policy/site/site";
import * as verdicts from "../../policy/verdicts/stack";
import type { Raw } from "../attack";
import { GOOD_IMAGE } from "../ways/making/pods";

const PULL_SECRET = "harbor-registry-secret";

/**
 * The two serving tenants, the training one and Seldon's controller of the tests of verdicts, with all else that a
 * production stack must say: none of the gate's rules finds fault with it. It needs no chart.
 */
export const goodStack = (): readonly Raw[] => {
  const stack = verdicts.goodStack().map((object) => complete(object) as Raw);
  const namespaces = stack.filter(({ kind }) => kind === "Namespace");
  return [...stack, ...namespaces.map(({ metadata: { name } }) => pullSecret(name))];
};

/** What is true of the site that the stack stands at: as prod's, but without the namespaces that it lacks. */
export const goodSite = (): Site =>
  parseSite(
    `
environment: prod
imageHosts: [harbor.mlops.internal]
network:
  platform: [seldon-system]
  apiServer: { cidrs: [10.20.0.11/32] }
  clients: [10.30.0.0/24]
  destinations:
    - { for: models, to: { namespace: model-store, podLabels: { app: minio } }, ports: [9000] }
services:
  doors:
    - { namespace: team-a, name: seldon-models, type: LoadBalancer }
    - { namespace: team-b, name: seldon-models, type: LoadBalancer }
`,
    "the site of the attacks",
  );

function complete(object: verdicts.Raw): object {
  const { kind, metadata } = object;
  if (kind === "Namespace") return withLabels(object, metadata);
  if (kind === "Service") return { ...object, spec: lent(object.spec as object) };
  if (kind === "SeldonRuntime")
    return {
      ...object,
      spec: {
        ...(object.spec as object),
        overrides: [{ name: "hodometer", replicas: 0 }],
        config: { tracingConfig: { disable: true }, serviceConfig: { serviceType: "ClusterIP" } },
      },
    };
  return JSON.parse(JSON.stringify(object), (_key, value: unknown) => hardened(value)) as object;
}

const withLabels = (object: verdicts.Raw, metadata: verdicts.Raw["metadata"]): object => ({
  ...object,
  metadata: {
    ...metadata,
    labels: { ...(metadata.labels as object), "pod-security.kubernetes.io/enforce": "restricted" },
  },
});

/** For a pool inside, and without a port on each node. */
const lent = (spec: object): object => ({
  ...spec,
  type: "LoadBalancer",
  allocateLoadBalancerNodePorts: false,
  externalTrafficPolicy: "Local",
});

/** Pods, wherever they lie, as Pod Security's restricted wants them. */
function hardened(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("containers" in value)) return value;
  const { containers } = value as { containers: object[] };
  return {
    ...value,
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: PULL_SECRET }],
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: containers.map((container) => ({
      ...container,
      image: GOOD_IMAGE,
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    })),
  };
}

const pullSecret = (namespace: string): Raw => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: PULL_SECRET, namespace },
  type: "kubernetes.io/dockerconfigjson",
  data: {
    ".dockerconfigjson": Buffer.from(
      JSON.stringify({
        auths: { "harbor.mlops.internal": { username: "robot", password: "made-up" } },
      }),
    ).toString("base64"),
  },
});
