import type { Harmless } from "../attack";
import type { Random } from "../random";
import { newName } from "../ways/making/names";
import { serving, tenants, training } from "../ways/making/places";
import {
  DNS_PODS,
  DNS_PORTS,
  namespaceOf,
  part,
  policy,
  STORE,
  tcp,
} from "../ways/making/policies";
import { harmlessAdd } from "./change";

const seldon = (kind: string, random: Random, home: string, spec: object): object => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind,
  metadata: { name: newName(random), namespace: home },
  spec,
});

const plain = (apiVersion: string, kind: string, random: Random, home: string, fields: object) => ({
  apiVersion,
  kind,
  metadata: { name: newName(random), namespace: home },
  ...fields,
});

/** Further objects of kinds that teams and operators add. */
export const RESOURCES: readonly Harmless[] = [
  harmlessAdd("a model of the site's store", (random, stack) =>
    seldon("Model", random, random.pick(serving(stack)), {
      storageUri: `s3://models/${random.word()}/${String(random.int(1, 40))}`,
      requirements: [random.pick(["sklearn", "mlflow", "xgboost", "lightgbm"])],
      memory: `${String(random.int(1, 8))}00Mi`,
      ...(random.maybe() && { replicas: random.int(1, 3) }),
      ...(random.maybe() && { secretName: "rclone-s3" }),
    }),
  ),
  harmlessAdd("a pipeline", (random, stack) =>
    seldon("Pipeline", random, random.pick(serving(stack)), {
      steps: [{ name: "first" }, { name: "second", inputs: ["first.outputs.y"] }],
      output: { steps: ["second"] },
    }),
  ),
  harmlessAdd("an experiment", (random, stack) =>
    seldon("Experiment", random, random.pick(serving(stack)), {
      default: "first",
      candidates: [
        { name: "first", weight: 100 - random.int(1, 50) },
        { name: "second", weight: 50 },
      ],
      resourceType: "model",
    }),
  ),
  harmlessAdd("a Service within the cluster", (random, stack) =>
    plain("v1", "Service", random, random.pick(tenants(stack)), {
      spec: random.pick<object>([
        { selector: { app: "web" }, ports: [{ port: 80, targetPort: 8080 }] },
        { type: "ClusterIP", selector: { app: "web" }, ports: [{ name: "http", port: 8080 }] },
        { clusterIP: "None", selector: { app: "web" }, ports: [{ port: 9000 }] },
        {
          type: "ClusterIP",
          selector: { app: "web" },
          ports: [{ port: 80, protocol: "TCP", targetPort: "http" }],
          sessionAffinity: "None",
          ipFamilies: ["IPv4"],
          ipFamilyPolicy: "SingleStack",
          internalTrafficPolicy: "Cluster",
        },
      ]),
    }),
  ),
  harmlessAdd("a policy that allows nothing", (random, stack) =>
    policy(random.pick(tenants(stack)), newName(random), {
      podSelector: random.pick([{}, { matchLabels: { app: "web" } }, part("seldon-server")]),
      policyTypes: random.pick([["Ingress"], ["Egress"], ["Ingress", "Egress"]]),
    }),
  ),
  harmlessAdd("a policy that allows what is allowed", (random, stack) =>
    policy(random.pick(serving(stack)), newName(random), {
      podSelector: part("seldon-server"),
      policyTypes: ["Egress"],
      egress: random.shuffle([
        { to: [{ ...namespaceOf("kube-system"), ...DNS_PODS }], ports: DNS_PORTS },
        ...(random.maybe() ? [{ to: [STORE], ports: tcp(9000) }] : []),
      ]),
    }),
  ),
  harmlessAdd("a budget, a quota or a limit", (random, stack) => {
    const home = random.pick(tenants(stack));
    return random.pick<object>([
      plain("policy/v1", "PodDisruptionBudget", random, home, {
        spec: { minAvailable: 1, selector: { matchLabels: { app: "web" } } },
      }),
      plain("v1", "ResourceQuota", random, home, {
        spec: { hard: { pods: String(random.int(1, 99)) } },
      }),
      plain("v1", "LimitRange", random, home, {
        spec: { limits: [{ type: "Container", default: { memory: "512Mi" } }] },
      }),
      plain("autoscaling/v2", "HorizontalPodAutoscaler", random, home, {
        spec: {
          minReplicas: 1,
          maxReplicas: random.int(2, 9),
          scaleTargetRef: { apiVersion: "mlops.seldon.io/v1alpha1", kind: "Model", name: "first" },
        },
      }),
    ]);
  }),
  harmlessAdd("rights to look", (random, stack) => {
    const home = random.pick(tenants(stack));
    const name = newName(random);
    const verbs = random.shuffle(["get", "list", "watch"]);
    return [
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "Role",
        metadata: { name, namespace: home },
        rules: [
          { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies", "ingresses"], verbs },
          { apiGroups: ["", "apps"], resources: ["pods", "services", "deployments"], verbs },
        ],
      },
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "RoleBinding",
        metadata: { name, namespace: home },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
        subjects: [{ kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: "ml-guests" }],
      },
    ];
  }),
  harmlessAdd("a Secret whose data nobody knows yet", (random, stack) =>
    plain("v1", "Secret", random, random.pick(tenants(stack)), {
      type: "Opaque",
      ...random.pick<object>([
        { data: { password: { $unknown: true } } },
        { stringData: { token: { $unknown: true } } },
        { data: { key: Buffer.from(random.word(40)).toString("base64") } },
      ]),
    }),
  ),
  harmlessAdd("an account and a claim", (random, stack) => {
    const home = random.pick(training(stack));
    return random.pick<object>([
      plain("v1", "ServiceAccount", random, home, {
        automountServiceAccountToken: false,
        imagePullSecrets: [{ name: "harbor-registry-secret" }],
      }),
      plain("v1", "PersistentVolumeClaim", random, home, {
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
      }),
    ]);
  }),
];
