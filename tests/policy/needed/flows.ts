import type { Flow, Place } from "./objects";
import { named } from "./platform";

const of = (namespace: string, name: string): Place => ({ namespace, labels: named(name) });
const controller: Place = {
  namespace: "seldon-system",
  labels: { "control-plane": "v2-controller-manager" },
};
const gateway: Place = { namespace: "istio-ingress", labels: { istio: "ingressgateway" } };
const istiod: Place = { namespace: "istio-system", labels: { app: "istiod" } };
const apiServer: Place = { cidr: "10.9.0.1/32" };

const both = (make: (tenant: string) => Flow[]): Flow[] => ["shop", "bank"].flatMap(make);

const flow = (need: string, from: Place, to: Place, ...ports: Flow["ports"]): Flow => ({
  need,
  from,
  to,
  ports,
});

const inside = (tls: boolean): Flow[] =>
  both((tenant) => {
    const [scheduler, envoy] = [of(tenant, "seldon-scheduler"), of(tenant, "seldon-envoy")];
    const [pipelines, server] = [of(tenant, "seldon-pipelinegateway"), of(tenant, "seldon-server")];
    const models = of(tenant, "seldon-modelgateway");
    const control = tls ? 9044 : 9004;
    return [
      flow("the controller loads models", controller, scheduler, control),
      flow("model servers register with the scheduler", server, scheduler, tls ? 9055 : 9005),
      flow("Envoy gets its routes", envoy, scheduler, 9002),
      flow("hodometer counts models", of(tenant, "hodometer"), scheduler, control),
      flow("the model gateway learns of models", models, scheduler, control),
      flow("the pipeline gateway learns of pipelines", pipelines, scheduler, control),
      flow(
        "the dataflow engine gets its pipelines",
        of(tenant, "seldon-dataflow-engine"),
        scheduler,
        9008,
      ),
      flow("Envoy hands calls to model servers", envoy, server, 9001, 9501),
      flow("explainers call the models they explain", server, envoy, 9000),
      flow("the model gateway calls models", models, envoy, 9000),
      flow("the pipeline gateway calls models", pipelines, envoy, 9000),
      flow("Envoy hands calls to pipelines", envoy, pipelines, 9010, 9011),
      ...(tls ? [flow("pods ask the API server", of(tenant, "hodometer"), apiServer, 6443)] : []),
      flow("usage counts are sent", of(tenant, "hodometer"), { cidr: "0.0.0.0/0" }, 80),
      flow("usage counts are sent", of(tenant, "hodometer"), { cidr: "10.7.3.1/32" }, 81),
    ];
  });

const kafkaClients = ["seldon-modelgateway", "seldon-pipelinegateway", "seldon-dataflow-engine"];
const traced = [...kafkaClients, "seldon-scheduler", "seldon-server"];

const outside = (): Flow[] => [
  ...both((tenant) => [
    ...kafkaClients.map((name) =>
      flow("pipelines reach Kafka", of(tenant, name), { cidr: "10.7.1.0/24" }, 9092),
    ),
    ...traced.map((name) =>
      flow("traces are sent", of(tenant, name), { namespace: "tracing" }, 4317),
    ),
    ...traced.map((name) => flow("pods ask the API server", of(tenant, name), apiServer, 6443)),
  ]),
  ...["seldon-system", "cert-manager", "istio-system"].map((namespace) =>
    flow("pods ask the API server", { namespace }, apiServer, 6443),
  ),
  flow(
    "models are fetched",
    of("shop", "seldon-server"),
    { namespace: "store", labels: { app: "minio" } },
    9000,
  ),
  flow("models are fetched", { namespace: "school" }, { cidr: "10.7.0.2/32" }, 443),
  flow(
    "certificates are ordered",
    of("cert-manager", "cert-manager"),
    { cidr: "10.7.2.1/32" },
    443,
  ),
];

const dns: Place = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const asking = [
  "seldon-system",
  "cert-manager",
  "istio-system",
  "istio-ingress",
  "shop",
  "bank",
  "school",
];

/** Every flow of the made-up stack, each with the need that fails without it. */
export const flowsOf = ({ tls = false } = {}): Flow[] => [
  ...inside(tls),
  ...outside(),
  ...asking.flatMap((namespace) => [
    flow("pods find Services by name", { namespace }, dns, 53, "udp/53"),
    flow(
      "pods ask the DNS cache of their node",
      { namespace },
      { cidr: "169.254.20.10/32" },
      53,
      "udp/53",
    ),
  ]),
  flow(
    "the parts of a training job talk",
    { namespace: "school" },
    { namespace: "school" },
    "tcp/1-65535",
  ),
  flow("API servers call webhooks", apiServer, of("cert-manager", "webhook"), 10250),
  flow("API servers call webhooks", { cidr: "10.9.1.0/24" }, of("cert-manager", "webhook"), 10250),
  flow(
    "Prometheus scrapes metrics",
    { namespace: "monitoring" },
    of("shop", "seldon-server"),
    9006,
  ),
  flow("Prometheus scrapes metrics", { namespace: "monitoring" }, istiod, 15014),
  flow("Prometheus scrapes metrics", { namespace: "monitoring" }, gateway, 15020),
  flow("proxies get certificates and routes", gateway, istiod, 15012),
  flow("callers reach the gateway", { cidr: "10.8.0.0/16" }, gateway, 80),
  flow("the gateway hands calls on", gateway, of("shop", "seldon-envoy"), 9000),
  flow(
    "the ingress controller hands calls on",
    { namespace: "ingress-nginx" },
    of("bank", "seldon-envoy"),
    9000,
  ),
  flow("the ACME server's question is answered", gateway, solver, 8089),
  flow(
    "cert-manager tries the answer at the door",
    of("cert-manager", "cert-manager"),
    gateway,
    80,
    443,
  ),
];

const solver: Place = {
  namespace: "istio-ingress",
  labels: { "acme.cert-manager.io/http01-solver": "true" },
};
