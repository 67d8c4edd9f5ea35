import type { Workload } from "../reach/workload";

/** The one label of a namespace that the API server sets, and that nobody can change. */
export const NAMESPACE_LABEL = "kubernetes.io/metadata.name";

const NAME = "app.kubernetes.io/name";
const COMPONENT = "app.kubernetes.io/component";

/** What a pod is, by the labels that its chart or its operator puts on it. */
const PARTS = {
  // Seldon's chart and its operator.
  controller: { "control-plane": "v2-controller-manager" },
  scheduler: { [NAME]: "seldon-scheduler" },
  envoy: { [NAME]: "seldon-envoy" },
  server: { [NAME]: "seldon-server" },
  modelGateway: { [NAME]: "seldon-modelgateway" },
  pipelineGateway: { [NAME]: "seldon-pipelinegateway" },
  dataflow: { [NAME]: "seldon-dataflow-engine" },
  hodometer: { [NAME]: "hodometer" },
  // Istio's charts.
  istiod: { app: "istiod" },
  // cert-manager's chart, and what it makes for each question of an ACME server.
  certManager: { [NAME]: "cert-manager" },
  solver: { "acme.cert-manager.io/http01-solver": "true" },
  // MetalLB's charts.
  speaker: { [NAME]: "metallb", [COMPONENT]: "speaker" },
  frr: { [COMPONENT]: "frr-k8s" },
  frrWebhook: { [COMPONENT]: "statuscleaner" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Part = keyof typeof PARTS;

/** Whether the pod is one of these, by its labels. */
export const isPart = ({ labels }: Pick<Workload, "labels">, ...parts: readonly Part[]): boolean =>
  parts.some((part) =>
    Object.entries<string>(PARTS[part]).every(([key, value]) => labels[key] === value),
  );

/** Istio's injector makes it a gateway; gateways of other making are not known here. */
export const isGateway = ({ labels, annotations }: Workload): boolean =>
  annotations["inject.istio.io/templates"] === "gateway" ||
  labels.istio?.endsWith("gateway") === true;
