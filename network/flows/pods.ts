import { gatewayPods, gatewayRelease } from "../../exposure/gateway-pods";
import { platformNamespaces } from "../../schema/namespaces";
import type { Pods } from "../flow";

const { controller, istio, cni, gateway, metalLb, certManager } = platformNamespaces;
const named = (name: string) => ({ "app.kubernetes.io/name": name });

const part = (name: string, account: string) => ({ labels: named(name), account });

/**
 * Seldon's own parts in a tenant, by the labels that its operator puts on them and the accounts that its
 * chart gives them. Envoy's is none of its own.
 */
export const seldonParts = {
  scheduler: part("seldon-scheduler", "seldon-scheduler"),
  envoy: part("seldon-envoy", "default"),
  server: part("seldon-server", "seldon-server"),
  modelGateway: part("seldon-modelgateway", "seldon-scheduler"),
  pipelineGateway: part("seldon-pipelinegateway", "seldon-scheduler"),
  dataflow: part("seldon-dataflow-engine", "seldon-scheduler"),
  hodometer: part("hodometer", "hodometer"),
} as const;

/** What an ACME server's question is answered by; cert-manager itself keeps it out of the mesh. */
export const solverLabels = { "acme.cert-manager.io/http01-solver": "true" };

/** The pods of the platform that may talk at all, by the labels that their charts put on them. */
export const platformPods = {
  /** Seldon's controller, which Seldon wants outside the mesh. */
  controller: { namespace: controller, labels: { "control-plane": "v2-controller-manager" } },
  istiod: { namespace: istio, labels: { app: "istiod" } },
  cni: { namespace: cni, labels: { "k8s-app": "istio-cni-node" } },
  gateway: {
    namespace: gateway,
    labels: { istio: gatewayPods(gatewayRelease).istio },
    // The chart names it by its release.
    account: gatewayRelease,
  },
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
} as const satisfies Readonly<Record<string, Pods>>;
