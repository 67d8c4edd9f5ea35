import type { KubernetesObject, V1MutatingWebhookConfiguration } from "@kubernetes/client-node";

import { holds, untold, type Outcome } from "../outcome";
import type { ReadProbe } from "../probe";

const admission = "admissionregistration.k8s.io/v1";

/** What verdicts are made from. */
const judged = [
  "pods",
  "deployments",
  "statefulsets",
  "networkpolicies",
  "namespaces",
  "services",
  "peerauthentications",
  "authorizationpolicies",
  "*",
  "*/*",
];

/** A9: whether somebody else changes objects on their way in, after the gate has seen them. Only reads. */
export const changers: ReadProbe = {
  assumption: "A9",
  name: "changes after the gate",
  look: async (cluster, { platformNamespaces }) =>
    judgeChangers(
      await cluster.list<V1MutatingWebhookConfiguration>(admission, "MutatingWebhookConfiguration"),
      await cluster.list(admission, "MutatingAdmissionPolicyBinding"),
      platformNamespaces,
    ),
};

/** @param own namespaces of the platform, whose webhooks the verdicts know */
export function judgeChangers(
  configurations: readonly V1MutatingWebhookConfiguration[],
  bindings: readonly KubernetesObject[],
  own: readonly string[],
): Outcome {
  const foreign = configurations.filter(({ webhooks = [] }) =>
    webhooks.some(
      ({ clientConfig, rules = [] }) =>
        !own.includes(clientConfig.service?.namespace ?? "") &&
        rules.some(({ resources = [] }) => resources.some((resource) => judged.includes(resource))),
    ),
  );
  const names = [
    ...foreign.map(({ metadata }) => `MutatingWebhookConfiguration ${metadata?.name ?? ""}`),
    ...bindings.map(({ metadata }) => `MutatingAdmissionPolicyBinding ${metadata?.name ?? ""}`),
  ];
  return names.length === 0
    ? holds("nobody but the platform's own parts changes objects on their way in")
    : untold(
        `${names.join(", ")} may change what the gate has judged`,
        "see what it changes, then judge what is live: kubectl get networkpolicies,deployments,statefulsets -A -o yaml | npx seldon-platform check - --site policy/site/STACK.yaml",
      );
}
