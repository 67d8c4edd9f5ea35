import type { SetRule } from "../../rule";
import type { VerdictName } from "../../verdicts/verdict";

/** All of a rule but how it judges, which the verdict of its name does. */
export type VerdictText = Omit<SetRule, "check" | "scope"> & { readonly name: VerdictName };

const pod = (namespace: string, app: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${app}, namespace: ${namespace}, labels: { app: ${app} } }
spec: { containers: [{ name: main, image: harbor.example/tools/main:1.0.0 }] }
---`;

const policy = (namespace: string, rules: string, types = "Ingress, Egress"): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: walls, namespace: ${namespace} }
spec:
  podSelector: {}
  policyTypes: [${types}]
  ${rules}`;

const inNamespace = (name: string): string =>
  `namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } }`;

const dns = `egress: [{ to: [{ ${inNamespace("kube-system")}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }] }]`;

const webhook = `${pod("seldon-system", "checker")}
apiVersion: v1
kind: Service
metadata: { name: checker, namespace: seldon-system }
spec: { selector: { app: checker }, ports: [{ port: 443, targetPort: 9443 }] }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: checker }
webhooks: [{ name: checker.example, clientConfig: { service: { namespace: seldon-system, name: checker } } }]
---`;

/** What people read of the verdicts, in the order in which reports name them. */
export const VERDICT_TEXTS: readonly VerdictText[] = [
  {
    name: "nothing-leaves",
    description: "No pod reaches anything outside but what the site lists for it.",
    why: "Rules add up: over all rules of all policies of a pod, the sum of what is open, less what the site lists, must be empty. isolation.md tells how it is judged and what the codes mean.",
    severity: "critical",
    remediation: "Remove what opens the way, or list the destination in policy/site/<stack>.yaml.",
    ways: [80, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 109, 110, 111, 118],
    examples: {
      refused:
        pod("team-a", "model") +
        policy(
          "team-a",
          "egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 443 }] }]",
        ),
      accepted: pod("team-a", "model") + policy("team-a", dns),
    },
    binds: "in prod",
  },
  {
    name: "tenants-do-not-meet",
    description: "No tenant reaches another, and nobody comes in whom the site does not name.",
    why: "One tenant's pod could read another's models and answers, directly or through a proxy that both may call.",
    severity: "critical",
    remediation: "Remove what opens the way.",
    ways: [73, 96, 97, 98, 99, 102, 103, 104, 105, 108, 112, 117],
    examples: {
      refused:
        pod("team-a", "model") +
        policy("team-a", `ingress: [{ from: [{ ${inNamespace("team-b")} }] }]`),
      accepted: pod("team-a", "model") + policy("team-a", "ingress: []"),
    },
    binds: "in prod",
  },
  {
    name: "everything-needed-is-open",
    description: "Each flow that Seldon, Istio and what they stand on need is allowed.",
    why: "A wall that shuts what the platform lives on is found at three in the morning, and then torn down whole. needed.md lists the flows.",
    severity: "high",
    remediation: "Allow the flow at both of its ends.",
    ways: [],
    examples: {
      refused: webhook + policy("seldon-system", dns),
      accepted:
        webhook +
        policy(
          "seldon-system",
          `${dns}\n  ingress: [{ from: [{ ipBlock: { cidr: 10.20.0.11/32 } }], ports: [{ port: 9443 }] }]`,
        ),
    },
    binds: "in prod",
  },
  {
    name: "nothing-is-forgeable",
    description: "No peer is chosen by a label that a tenant could put on something of its own.",
    why: "Whoever may label a pod or a namespace chooses then who comes in. Rights in the set that let a tenant write policies, label namespaces or steer the mesh count too.",
    severity: "critical",
    remediation: "Select namespaces by kubernetes.io/metadata.name, and take the right away.",
    ways: [74, 100, 101],
    examples: {
      refused:
        pod("team-a", "model") +
        policy(
          "team-a",
          "ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: monitoring } } }] }]",
        ),
      accepted: pod("team-a", "model") + policy("team-a", "ingress: []"),
    },
    binds: "in prod",
  },
  {
    name: "nothing-dangles",
    description: "Each selector of a policy finds somebody.",
    why: "A rule for nobody is closed today, and open for the first who takes that label.",
    severity: "low",
    remediation: "Correct the labels, or remove the rule.",
    ways: [113],
    examples: {
      refused:
        pod("team-a", "model") +
        policy("team-a", "ingress: [{ from: [{ podSelector: { matchLabels: { app: modle } } }] }]"),
      accepted:
        pod("team-a", "model") +
        policy("team-a", "ingress: [{ from: [{ podSelector: { matchLabels: { app: model } } }] }]"),
    },
    binds: "never",
  },
  {
    name: "nothing-is-wider-than-used",
    description: "What is open between the platform's pods is used by something known.",
    why: "What nobody uses is what an intruder finds.",
    severity: "low",
    remediation: "Remove what is not used.",
    ways: [87, 97],
    examples: {
      refused:
        pod("seldon-system", "one") +
        pod("seldon-system", "two") +
        policy(
          "seldon-system",
          "ingress: [{ from: [{ podSelector: {} }] }]\n  egress: [{ to: [{ podSelector: {} }] }]",
        ),
      accepted:
        pod("seldon-system", "one") +
        pod("seldon-system", "two") +
        policy("seldon-system", "ingress: []"),
    },
    binds: "never",
  },
];
