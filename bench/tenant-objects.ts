import { controllerFlows } from "../network/flows/controller";
import { tenantFlows } from "../network/flows/tenant";
import type { Landscape } from "../network/landscape";
import { namespacePolicies, tenantPolicies, type Policy } from "../network/policies";
import type { KubernetesObject } from "../policy/kubernetes-object";
import { siteFrom, type Site } from "../policy/site/site";

const HOME = "seldon-system";
const API_SERVER = { cidrs: ["10.20.0.11/32"], port: 6443 };
const KAFKA = { cidrs: ["10.20.0.40/32"], port: 9094 };

/** Where the made-up tenants are, as the site file would say it. */
export const site = (): Site =>
  siteFrom({
    environment: "prod",
    imageHosts: ["harbor.test"],
    network: {
      platform: [HOME],
      apiServer: API_SERVER,
      destinations: [{ for: "pipelines", to: { cidrs: KAFKA.cidrs }, ports: [KAFKA.port] }],
    },
  });

const landscape: Landscape = {
  apiServer: API_SERVER,
  nodeLocalDns: [],
  controlPlaneTls: false,
  kafka: [KAFKA],
  tracing: [],
  monitoringNamespace: undefined,
  mesh: false,
  clients: [],
  ingressNamespace: "ingress-nginx",
  acmeServer: [],
  acmeSolvers: false,
};

const COMPONENTS = ["scheduler", "envoy", "modelgateway", "pipelinegateway", "dataflow-engine"];

/** Serving tenants with the program's own policies, beside Seldon's controller; each of them nine workloads and policies. */
export function tenantObjects(count: number): KubernetesObject[] {
  const labels = { "control-plane": "v2-controller-manager" };
  const controller = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "controller", namespace: HOME },
    spec: { template: { metadata: { labels }, spec: { containers: [container("manager")] } } },
  };
  const components = COMPONENTS.map((name) => ({
    name: `seldon-${name}`,
    replicas: 1,
    podSpec: { containers: [container(name)] },
  }));
  return [
    namespaceOf(HOME),
    controller,
    seldons("SeldonConfig", "default", HOME, { components, config: {} }),
    seldons("ServerConfig", "mlserver", HOME, { podSpec: { containers: [container("agent")] } }),
    ...namespacePolicies(HOME, controllerFlows(landscape)).map(objectOf),
    ...Array.from({ length: count }, (_, index) => tenant(`team-${index}`)).flat(),
  ];
}

const tenant = (name: string): KubernetesObject[] => [
  namespaceOf(name),
  seldons("SeldonRuntime", "seldon", name, {
    seldonConfig: "default",
    config: { tracingConfig: { disable: true } },
  }),
  seldons("Server", "mlserver", name, { serverConfig: "mlserver", replicas: 1 }),
  ...tenantPolicies(
    name,
    tenantFlows(landscape, {
      name,
      kind: "serving",
      modelStores: [],
      reportsUsage: false,
      usageReceivers: [],
      wayIn: "none",
    }),
  ).map(objectOf),
];

const container = (name: string) => ({ name, image: "x" });

const namespaceOf = (name: string) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });

const seldons = (kind: string, name: string, namespace: string, spec: object) => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind,
  metadata: { name, namespace },
  spec,
});

const objectOf = ({ namespace, name, ...rest }: Policy): KubernetesObject => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace },
  ...rest,
});
