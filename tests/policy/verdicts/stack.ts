import type { KubernetesObject } from "../../../policy/kubernetes-object";
import { siteFrom, type Site } from "../../../policy/site/site";
import { group, rights } from "./rights";

/** A Kubernetes object that tests may take apart. */
export type Raw = KubernetesObject & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string };
};

export const named = (name: string, namespace?: string, more: object = {}) => ({
  metadata: { name, ...(namespace && { namespace }), ...more },
});

export const namespace = (name: string, labels: Record<string, string> = {}): Raw => ({
  apiVersion: "v1",
  kind: "Namespace",
  ...named(name, undefined, {
    labels: { "kubernetes.io/metadata.name": name, ...labels },
  }),
});

export const policy = (home: string, name: string, spec: object): Raw => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  ...named(name, home),
  spec,
});

export const part = (name: string) => ({ "app.kubernetes.io/name": name });
export const pods = (labels?: object) => ({ podSelector: labels ? { matchLabels: labels } : {} });
export const inside = (name: string, labels?: object) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  ...pods(labels),
});
export const block = (cidr: string, except?: string[]) => ({
  ipBlock: { cidr, ...(except && { except }) },
});
export const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: "TCP", port }));

const DNS = {
  to: [inside("kube-system", { "k8s-app": "kube-dns" })],
  ports: [{ protocol: "UDP", port: 53 }, ...tcp(53)],
};
const API = { to: [block("10.20.0.11/32")], ports: tcp(6443) };
const STORE = { to: [inside("model-store", { app: "minio" })], ports: tcp(9000) };
const CONTROLLER = { "control-plane": "v2-controller-manager" };

const deny = (home: string) =>
  policy(home, "default-deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });

/** An allowing policy for some pods of a namespace; both lists may be left out. */
export const allow = (
  home: string,
  name: string,
  labels: object | undefined,
  { ingress, egress }: { ingress?: object[]; egress?: object[] },
): Raw =>
  policy(home, name, {
    ...pods(labels),
    policyTypes: [...(ingress ? ["Ingress"] : []), ...(egress ? ["Egress"] : [])],
    ...(ingress && { ingress }),
    ...(egress && { egress }),
  });

const custom = (kind: string, name: string, home: string, spec: object): Raw => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind,
  ...named(name, home),
  spec,
});

const container = (name: string, ...ports: number[]) => ({
  name,
  image: "harbor.mlops.internal/x:1",
  ports: ports.map((containerPort) => ({ containerPort, protocol: "TCP" })),
});

export const deployment = (home: string, name: string, labels: object, spec: object = {}): Raw => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  ...named(name, home),
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container("main", 8080)], ...spec } },
  },
});

function serving(home: string): Raw[] {
  const [scheduler, envoy, server] = ["scheduler", "envoy", "server"].map((name) =>
    part(`seldon-${name}`),
  );
  const out = [DNS, API];
  return [
    namespace(home),
    custom("SeldonRuntime", "seldon", home, {
      seldonConfig: "default",
      config: { tracingConfig: { disable: true } },
    }),
    custom("Server", "mlserver", home, { serverConfig: "mlserver", replicas: 1 }),
    deny(home),
    allow(home, "allow-scheduler", scheduler, {
      ingress: [
        { from: [inside("seldon-system", CONTROLLER)], ports: tcp(9004) },
        { from: [pods(envoy)], ports: tcp(9002) },
        { from: [pods(server)], ports: tcp(9005) },
      ],
      egress: out,
    }),
    allow(home, "allow-envoy", envoy, {
      ingress: [
        { from: [pods(server)], ports: tcp(9000) },
        { from: [block("10.30.0.0/24")], ports: tcp(9000) },
      ],
      egress: [
        DNS,
        { to: [pods(scheduler)], ports: tcp(9002) },
        { to: [pods(server)], ports: tcp(9001, 9501) },
      ],
    }),
    allow(home, "allow-server", server, {
      ingress: [{ from: [pods(envoy)], ports: tcp(9001, 9501) }],
      egress: [
        ...out,
        STORE,
        { to: [pods(scheduler)], ports: tcp(9005) },
        { to: [pods(envoy)], ports: tcp(9000) },
      ],
    }),
    {
      apiVersion: "v1",
      kind: "Service",
      ...named("seldon-models", home),
      spec: { type: "NodePort", selector: envoy, ports: [{ port: 80, targetPort: 9000 }] },
    },
  ];
}

const training = (home: string): Raw[] => [
  namespace(home, { "seldon-platform/kind": "training" }),
  deny(home),
  allow(home, "allow-all", undefined, {
    ingress: [{ from: [pods()] }],
    egress: [DNS, STORE, { to: [pods()] }],
  }),
  deployment(home, "job", { app: "job" }),
  ...rights(
    home,
    "team",
    { apiGroups: [""], resources: ["pods"], verbs: ["create", "delete", "get"] },
    group("trainers"),
  ),
];

const platform = (): Raw[] => [
  namespace("seldon-system"),
  deployment("seldon-system", "controller", CONTROLLER),
  custom("SeldonConfig", "default", "seldon-system", {
    components: [
      {
        name: "seldon-scheduler",
        replicas: 1,
        podSpec: { containers: [container("scheduler", 9002, 9004, 9005)] },
      },
      {
        name: "seldon-envoy",
        replicas: 1,
        podSpec: { containers: [container("envoy", 9000, 9003)] },
      },
    ],
    config: {},
  }),
  custom("ServerConfig", "mlserver", "seldon-system", {
    podSpec: { containers: [container("agent", 9001, 9501), container("rclone", 5572)] },
  }),
  deny("seldon-system"),
  allow("seldon-system", "allow-controller", CONTROLLER, {
    egress: [
      DNS,
      API,
      ...["team-a", "team-b"].map((home) => ({
        to: [inside(home, part("seldon-scheduler"))],
        ports: tcp(9004),
      })),
    ],
  }),
];

/** Two serving tenants, a training one, Seldon's controller: everything needed is open, and nothing else. */
export const goodStack = (): Raw[] => [
  ...platform(),
  ...serving("team-a"),
  ...serving("team-b"),
  ...training("team-t"),
];

/** Where the stack stands, as the site file would say it. */
export const siteWith = (network: object = {}): Site =>
  siteFrom({
    environment: "prod",
    imageHosts: ["harbor.mlops.internal"],
    network: {
      platform: ["seldon-system"],
      apiServer: { cidrs: ["10.20.0.11/32"] },
      clients: ["10.30.0.0/24"],
      destinations: [
        {
          for: "models",
          to: { namespace: "model-store", podLabels: { app: "minio" } },
          ports: [9000],
        },
      ],
      ...network,
    },
  });
