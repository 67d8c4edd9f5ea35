import type { Harmless } from "../attack";
import type { Random } from "../random";
import { wrapped } from "../ways/making/lists";
import { training } from "../ways/making/places";
import { type Pod, podCarrier } from "../ways/making/spoilt-pods";
import { harmlessAdd } from "./change";

interface Habit {
  readonly title: string;
  readonly edit: (pod: Pod, random: Random) => void;
}

const container = (title: string, fields: (random: Random) => object): Habit => ({
  title,
  edit: (pod, random) => {
    Object.assign(pod.container, fields(random));
  },
});

const spec = (title: string, fields: (random: Random) => object): Habit => ({
  title,
  edit: (pod, random) => {
    Object.assign(pod.spec, fields(random));
  },
});

/** What looks like a fetch, and is none. */
const COMMANDS: readonly string[][] = [
  ["/app/pipeline", "--git-commit=0a1b2c3"],
  ["/app/curly", "--pip-size=3"],
  ["python3", "-m", "app.wget_report"],
  ["sh", "-c", "exec /app/server --port 8080"],
  ["sh", "-c", "cat /data/aptitude.csv | sort > /tmp/out && mv /tmp/out /data/sorted"],
  ["/bin/sh", "-c", "until test -f /tmp/ready; do sleep 1; done"],
  ["/app/server", "--install-dir=/opt/app", "--clone-count=3"],
];

const ARGS: readonly string[][] = [
  ["--listen=0.0.0.0:8080", "--config=/etc/app/config.yaml"],
  ["--bind", ":8080", "--workers", "4"],
  ["-Xmx512m", "-Dlog.level=INFO", "com.example.batch.Main"],
  ["--format", "%Y-%m-%d %H:%M:%S", "--ratio=0.75"],
  ["--version=1.30.3", "--since=2026-11-21T10:00:00Z"],
  ["--health=http://localhost:8081/healthz", "--metrics-addr=127.0.0.1:9090"],
  ["--labels=app.kubernetes.io/name=web,team=fraud"],
];

const HABITS: readonly Habit[] = [
  container("a plain command", (random) => ({ command: random.pick(COMMANDS) })),
  container("plain arguments", (random) => ({ args: random.pick(ARGS) })),
  container("plain variables", (random) => ({
    env: random.shuffle([
      { name: "LOG_LEVEL", value: random.pick(["info", "debug"]) },
      { name: "WORKERS", value: String(random.int(1, 9)) },
      { name: "NO_PROXY", value: ".svc,.cluster.local,10.0.0.0/8" },
      { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    ]),
  })),
  container("a probe of itself", (random) => ({
    livenessProbe: random.pick<object>([
      { httpGet: { path: "/healthz", port: 8080 } },
      { tcpSocket: { port: 8080 } },
      { grpc: { port: 9000 } },
      { exec: { command: ["cat", "/tmp/healthy"] } },
      { exec: { command: ["curl", "-sf", "http://localhost:8080/healthz"] } },
      { exec: { command: ["sh", "-c", "wget -q -O- http://127.0.0.1:8080/ready"] } },
    ]),
  })),
  container("ports", (random) => ({
    ports: [{ name: "http", containerPort: random.int(1024, 9999), protocol: "TCP" }],
  })),
  container("other resources", (random) => ({
    resources: {
      requests: { cpu: `${String(random.int(1, 9))}00m`, memory: "512Mi" },
      limits: { cpu: "2", memory: `${String(random.int(1, 4))}Gi` },
    },
  })),
  spec("volumes of the cluster", () => ({
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
      { name: "settings", configMap: { name: "settings" } },
      { name: "data", persistentVolumeClaim: { claimName: "data" } },
      {
        name: "token",
        projected: {
          sources: [
            { downwardAPI: { items: [{ path: "l", fieldRef: { fieldPath: "metadata.labels" } }] } },
          ],
        },
      },
    ],
  })),
  spec("a place to run", (random) => ({
    nodeSelector: { "kubernetes.io/arch": "amd64", disk: "ssd" },
    tolerations: [{ key: "gpu", operator: random.pick(["Exists", "Equal"]), effect: "NoSchedule" }],
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: "kubernetes.io/hostname",
              labelSelector: { matchLabels: { app: "web" } },
            },
          },
        ],
      },
    },
  })),
  spec("what the API server would fill in", () => ({
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    terminationGracePeriodSeconds: 30,
    hostNetwork: false,
    hostPID: false,
    securityContext: {},
    enableServiceLinks: true,
    preemptionPolicy: "PreemptLowerPriority",
  })),
  spec("options of DNS", () => ({
    dnsConfig: { options: [{ name: "ndots", value: "2" }] },
    hostAliases: [{ ip: "127.0.0.1", hostnames: ["web"] }],
  })),
  spec("a user of its own", (random) => ({
    securityContext: { runAsUser: random.int(1000, 1336), runAsGroup: 1000, fsGroup: 2000 },
  })),
];

/** Further pods, as a team that trains makes them. */
export const WORKLOADS: readonly Harmless[] = HABITS.map(({ title, edit }) =>
  harmlessAdd(`a pod with ${title}`, (random, stack) => {
    const { object } = podCarrier(
      random,
      random.pick(training(stack)),
      (pod) => {
        edit(pod, random);
      },
      "served",
    );
    return wrapped(random, object);
  }),
);
