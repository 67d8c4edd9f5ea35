import { stringify } from "yaml";

/** How many of each. */
export interface Amount {
  readonly deployments: number;
  readonly policies: number;
}

const teams = 20;

/** Deployments as teams write them, and policies that shut and open their namespaces; nothing is wrong with most. */
export const manifests = ({ deployments, policies }: Amount): object[] => [
  ...Array.from({ length: deployments }, (_, index) => deployment(index)),
  ...Array.from({ length: policies }, (_, index) => policy(index)),
];

/** The same as a stream of YAML. */
export const yamlOf = (objects: readonly object[]): string =>
  objects.map((each) => stringify(each)).join("---\n");

const namespaceOf = (index: number): string => `team-${String(index % teams)}`;

function deployment(index: number): object {
  const name = `web-${String(index)}`;
  const namespace = namespaceOf(index);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name,
      namespace,
      labels: { app: name, "app.kubernetes.io/name": "web", "app.kubernetes.io/part-of": "shop" },
      annotations: { "example.org/notes": "Serves the shop, and is looked after by its team" },
    },
    spec: {
      replicas: 2,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { app: name } },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: { metadata: { labels: { app: name } }, spec: podSpec(index, namespace) },
    },
  };
}

const podSpec = (index: number, namespace: string): object => ({
  serviceAccountName: "web",
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  imagePullSecrets: [{ name: "harbor-registry-secret" }],
  containers: [
    {
      name: "web",
      image: `harbor.mlops.internal/mirror/shop/web:1.0.${String(index)}`,
      args: ["--port=8080", `--store=redis.${namespace}.svc:6379`],
      env: [
        { name: "LEVEL", value: "info" },
        { name: "STORE", value: `http://store.${namespace}.svc.cluster.local:9000` },
        { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      ],
      ports: [{ containerPort: 8080, name: "http" }],
      resources: {
        requests: { cpu: "100m", memory: "128Mi" },
        limits: { cpu: "1", memory: "256Mi" },
      },
      readinessProbe: { httpGet: { path: "/ready", port: "http" }, periodSeconds: 5 },
      livenessProbe: { httpGet: { path: "/live", port: "http" }, periodSeconds: 10 },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      volumeMounts: [
        { name: "tmp", mountPath: "/tmp" },
        { name: "settings", mountPath: "/etc/web", readOnly: true },
      ],
    },
  ],
  volumes: [
    { name: "tmp", emptyDir: {} },
    { name: "settings", configMap: { name: "web" } },
  ],
});

/** The first of each namespace shuts it. */
function policy(index: number): object {
  const opens = {
    podSelector: { matchLabels: { app: `web-${String(index)}` } },
    ingress: [
      {
        from: [{ podSelector: { matchLabels: { app: `web-${String(index + teams)}` } } }],
        ports: [{ port: 8080, protocol: "TCP" }],
      },
    ],
  };
  const spec = index < teams ? { podSelector: {} } : opens;
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `policy-${String(index)}`, namespace: namespaceOf(index) },
    spec: { ...spec, policyTypes: ["Ingress", "Egress"] },
  };
}
