import type { KubernetesObject } from "../../../policy/kubernetes-object";
import { meshOf, type Mesh } from "../../../policy/reach/mesh/mesh";
import type { Workload } from "../../../policy/reach/workload";

type Labels = Readonly<Record<string, string>>;

/** Some pods of a namespace. */
export const pods = (namespace: string, name: string, more: Partial<Workload> = {}): Workload => ({
  namespace,
  name,
  kind: "Deployment",
  labels: { app: name },
  annotations: {},
  ports: [],
  hostNetwork: false,
  serviceAccount: name,
  replicas: 1,
  object: { apiVersion: "apps/v1", kind: "Deployment", namespace, name },
  ...more,
});

const istio = (group: string, kind: string, home: string, spec: object, metadata: object = {}) => ({
  apiVersion: `${group}.istio.io/v1`,
  kind,
  metadata: { name: kind.toLowerCase(), namespace: home, ...metadata },
  spec,
});

const selector = (app: string | undefined) =>
  app === undefined ? {} : { selector: { matchLabels: { app } } };

/** @param app the pods that it is for; all of the namespace when absent */
export const peerAuthentication = (home: string, mode: string, app?: string, ports?: Labels) =>
  istio("security", "PeerAuthentication", home, {
    ...selector(app),
    mtls: { mode },
    ...(ports && {
      portLevelMtls: Object.fromEntries(
        Object.entries(ports).map(([port, word]) => [port, { mode: word }]),
      ),
    }),
  });

export const authorizationPolicy = (home: string, spec: object, metadata: object = {}) =>
  istio("security", "AuthorizationPolicy", home, spec, metadata);

export const serviceEntry = (home: string, spec: object) =>
  istio("networking", "ServiceEntry", home, spec);

export const sidecar = (home: string, spec: object) => istio("networking", "Sidecar", home, spec);

/** istiod's settings. */
export const settings = (mesh: string) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "istio", namespace: "istio-system" },
  data: { mesh },
});

export const registryOnly = settings("outboundTrafficPolicy: { mode: REGISTRY_ONLY }");

const meshed = { "istio-injection": "enabled" };

/** A mesh that the namespaces `shop` and `bank` are in, and `plain` is not. */
export const meshWith = (...objects: readonly KubernetesObject[]): Mesh =>
  meshOf({
    objects,
    namespaces: new Map<string, Labels>([
      ["shop", meshed],
      ["bank", meshed],
      ["plain", {}],
      ["off", { "istio-injection": "disabled" }],
      ["rev", { "istio.io/rev": "default" }],
      ["istio-ingress", {}],
    ]),
    workloads: [],
    policies: [],
    doubts: [],
  });
