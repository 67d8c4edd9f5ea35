import { deployment, object, service, type Raw } from "./objects";

export const named = (name: string) => ({ "app.kubernetes.io/name": name });

/** cert-manager, its webhook, and an issuer whose server asks at the gateway. */
export const certManager = (): Raw[] => [
  deployment("cert-manager", "cert-manager", { labels: named("cert-manager") }),
  deployment("cert-manager", "webhook", { labels: named("webhook"), ports: { https: 10250 } }),
  service("cert-manager", "webhook", named("webhook"), [443, 10250]),
  {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: "cert-manager" },
    webhooks: [{ clientConfig: { service: { namespace: "cert-manager", name: "webhook" } } }],
  },
  {
    apiVersion: "cert-manager.io/v1",
    kind: "ClusterIssuer",
    metadata: { name: "acme" },
    spec: {
      acme: {
        server: "https://10.7.2.1/directory",
        solvers: [{ http01: { ingress: { class: "istio" } } }],
      },
    },
  },
  object("cert-manager.io/v1", "Certificate", ["istio-ingress", "door"], {
    spec: { secretName: "door", issuerRef: { kind: "ClusterIssuer", name: "acme" } },
  }),
];

/** istiod and the one gateway. */
export const istio = (): Raw[] => [
  deployment("istio-system", "istiod", { labels: { app: "istiod" }, serviceAccountName: "istiod" }),
  deployment("istio-ingress", "gateway", {
    labels: { istio: "ingressgateway", "sidecar.istio.io/inject": "true" },
    annotations: { "inject.istio.io/templates": "gateway" },
    serviceAccountName: "gateway",
  }),
];

/** The shop is behind the gateway, the bank behind an ingress controller of others. */
export const doors = (): Raw[] => [
  service("istio-ingress", "gateway", { istio: "ingressgateway" }, [80, 80], "LoadBalancer"),
  object("networking.istio.io/v1", "Gateway", ["istio-ingress", "shop"], {
    spec: { selector: { istio: "ingressgateway" }, servers: [{ port: { number: 80 } }] },
  }),
  object("networking.istio.io/v1", "VirtualService", ["istio-ingress", "shop"], {
    spec: {
      gateways: ["shop"],
      http: [
        {
          route: [
            { destination: { host: "seldon-mesh.shop.svc.cluster.local", port: { number: 80 } } },
          ],
        },
      ],
    },
  }),
  object("networking.k8s.io/v1", "Ingress", ["bank", "models"], {
    spec: {
      rules: [
        {
          http: {
            paths: [{ backend: { service: { name: "seldon-mesh", port: { number: 80 } } } }],
          },
        },
      ],
    },
  }),
  object("monitoring.coreos.com/v1", "PodMonitor", ["shop", "servers"], {
    spec: {
      selector: { matchLabels: named("seldon-server") },
      podMetricsEndpoints: [{ port: "metrics" }],
    },
  }),
];
