import type { Way } from "../attack";
import type { Random } from "../random";
import { newName } from "./making/names";
import { safeContainer } from "./making/pods";
import { programWay, resource } from "./making/programs";

const object = (apiVersion: string, kind: string, name: string, fields: object) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: "fraud-detection" },
  ...fields,
});

const declared = (type: string, random: Random, props: object, options: object = {}) =>
  resource(type, newName(random), { props, ...options });

const DENIAL = { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } };

const frozenField = (random: Random): string =>
  random.pick(["spec", "metadata", "spec.template", "spec.egress", "*", "", "spec.template.spec"]);

const SECRET_TYPE = "kubernetes:core/v1:Secret";

/** Ways 119 and 138 to 140: how a program declares what it makes. */
export const PROGRAM_OPTIONS: readonly Way[] = [
  programWay(119, "walls-are-applied", "a policy whose changes never arrive", [
    (random) =>
      declared(
        "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        random,
        object("networking.k8s.io/v1", "NetworkPolicy", "default-deny", DENIAL),
        {
          ignored: [
            random.pick(["spec", "spec.egress", "spec.ingress[0]", "*", "spec.podSelector"]),
          ],
        },
      ),
    (random) =>
      declared(
        "kubernetes:networking.k8s.io/v1:NetworkPolicyPatch",
        random,
        object("networking.k8s.io/v1", "NetworkPolicy", "not-ours", { spec: { egress: [{}] } }),
      ),
    (random) =>
      declared(
        random.pick([
          "kubernetes:security.istio.io/v1:AuthorizationPolicy",
          "kubernetes:security.istio.io/v1beta1:PeerAuthentication",
        ]),
        random,
        object("security.istio.io/v1", "AuthorizationPolicy", "seldon-envoy", { spec: {} }),
        { ignored: ["spec"] },
      ),
  ]),
  programWay(138, "secrets-stay-secret", "a password that everybody may read", [
    (random) =>
      declared(
        SECRET_TYPE,
        random,
        object("v1", "Secret", "keys", {
          type: "Opaque",
          [random.pick(["stringData", "data"])]: { password: "bWFkZS11cC1wYXNzd29yZA==" },
        }),
        { secrets: [] },
      ),
    (random) =>
      declared(
        "pulumi:providers:kubernetes",
        random,
        { kubeconfig: "users:\n- name: ci\n  user:\n    token: made-up" },
        {
          secrets: [],
        },
      ),
  ]),
  programWay(139, "options-hide-nothing", "an option that freezes or hides an object", [
    (random) =>
      declared(
        random.pick(["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"]),
        random,
        object("apps/v1", "Deployment", "web", {
          spec: { template: { spec: { containers: [safeContainer("web")] } } },
        }),
        { ignored: [frozenField(random)] },
      ),
    (random) =>
      declared(
        "kubernetes:mlops.seldon.io/v1alpha1:SeldonRuntime",
        random,
        object("mlops.seldon.io/v1alpha1", "SeldonRuntime", "seldon", { spec: {} }),
        { ignored: [random.pick(["spec", "spec.overrides", "spec.overrides[0].replicas"])] },
      ),
    (random) =>
      declared(
        "kubernetes:rbac.authorization.k8s.io/v1:Role",
        random,
        object("rbac.authorization.k8s.io/v1", "Role", "team", { rules: [] }),
        { ignored: ["rules"] },
      ),
  ]),
  programWay(140, "objects-are-whole", "an object that the gate never sees whole", [
    (random) => {
      const [group, kind] = random.pick([
        ["apps/v1", "Deployment"],
        ["apps/v1", "DaemonSet"],
        ["batch/v1", "CronJob"],
        ["core/v1", "Service"],
        ["rbac.authorization.k8s.io/v1", "ClusterRole"],
        ["admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"],
      ] as const);
      const apiVersion = group.replace("core/", "");
      return declared(
        `kubernetes:${group}:${kind}Patch`,
        random,
        object(apiVersion, kind, "coredns", { spec: {} }),
      );
    },
    (random) =>
      declared("kubernetes:apps/v1:Deployment", random, {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: random.pick<object>([
          { generateName: "web-", namespace: "fraud-detection" },
          { namespace: "fraud-detection" },
          {},
        ]),
        spec: { template: { spec: { containers: [safeContainer("web")] } } },
      }),
  ]),
];
