import { gatewayPods, gatewayRelease } from "../../exposure/gateway-pods";
import { platformNamespaces } from "../../schema/namespaces";
import type { Peer } from "../flow";

const { istio, cni, gateway, metalLb, certManager } = platformNamespaces;
const named = (name: string) => ({ "app.kubernetes.io/name": name });

/** Seldon's own parts, by the labels that its chart and its operator put on them. */
export const seldonLabels = {
  controller: { "control-plane": "v2-controller-manager" },
  scheduler: named("seldon-scheduler"),
  envoy: named("seldon-envoy"),
  server: named("seldon-server"),
  modelGateway: named("seldon-modelgateway"),
  pipelineGateway: named("seldon-pipelinegateway"),
  dataflow: named("seldon-dataflow-engine"),
  hodometer: named("hodometer"),
} as const;

/** What an ACME server's question is answered by, in the namespace of the certificate. */
export const solverLabels = { "acme.cert-manager.io/http01-solver": "true" };

/** The pods of the platform that may talk at all, by the labels that their charts put on them. */
export const platformPods = {
  istiod: { namespace: istio, labels: { app: "istiod" } },
  cni: { namespace: cni, labels: { "k8s-app": "istio-cni-node" } },
  gateway: { namespace: gateway, labels: { istio: gatewayPods(gatewayRelease).istio } },
  gatewaySolver: { namespace: gateway, labels: solverLabels },
  /**
   * Speakers, frr-k8s and its webhook have no row anywhere: they are in the network of their node, where
   * no NetworkPolicy holds them.
   */
  metalLbController: {
    namespace: metalLb,
    labels: { ...named("metallb"), "app.kubernetes.io/component": "controller" },
  },
  certManager: { namespace: certManager, labels: named("cert-manager") },
  certManagerWebhook: { namespace: certManager, labels: named("webhook") },
  certManagerInjector: { namespace: certManager, labels: named("cainjector") },
} as const satisfies Readonly<Record<string, Peer>>;

export const controllerOf = (namespace: string): Peer => ({
  namespace,
  labels: seldonLabels.controller,
});
