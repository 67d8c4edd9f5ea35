import { fieldsOf } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";
import { itemsOf } from "./called";

/** The API server itself calls webhooks, from where no NetworkPolicy holds it. */
export const webhooksAreServices: ObjectRule = {
  name: "webhooks-are-services",
  description: "The API server calls webhooks as Services of the cluster, never by URL.",
  why: "A webhook sees each object on its way in, Secrets too, and may change it. By URL the API server calls any host, from the node's network. A Service that is itself a name outside is for other rules.",
  severity: "critical",
  remediation: "Name a Service under clientConfig.service in place of the URL.",
  ways: [57],
  scope: "object",
  kinds: new Set([
    "admissionregistration.k8s.io/MutatingWebhookConfiguration",
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
    "apiextensions.k8s.io/CustomResourceDefinition",
    "apiregistration.k8s.io/APIService",
    "auditregistration.k8s.io/AuditSink",
  ]),
  check(object) {
    const spec = fieldsOf(object.spec);
    const conversion = fieldsOf(spec.conversion);
    return [
      ...itemsOf(object.webhooks, "webhooks").flatMap(({ item, path }) =>
        client(fieldsOf(item).clientConfig, `${path}.clientConfig`),
      ),
      ...client(fieldsOf(conversion.webhook).clientConfig, "spec.conversion.webhook.clientConfig"),
      // The first version of CustomResourceDefinition.
      ...client(conversion.webhookClientConfig, "spec.conversion.webhookClientConfig"),
      ...client(fieldsOf(spec.webhook).clientConfig, "spec.webhook.clientConfig"),
    ];
  },
  examples: {
    refused: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: checks }
webhooks: [{ name: checks.team.example, clientConfig: { url: "https://checks.example.com/" } }]
`,
    accepted: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: checks }
webhooks: [{ name: checks.team.example, clientConfig: { service: { name: checks, namespace: team } } }]
`,
  },
};

function client(value: unknown, path: string): Complaint[] {
  const { url } = fieldsOf(value);
  if (url === undefined || url === null || url === "") return [];
  return [{ path: childPath(path, "url"), message: "makes the API server call a URL" }];
}
