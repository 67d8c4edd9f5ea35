import { platformNamespaces } from "../../schema/namespaces";
import type { Judged } from "./kinds";

/** What does not work without a row, by the reason that the table gives for it. */
const needs: Readonly<Record<string, string>> = {
  "callers of models": "callers reach the gateway",
  "callers of models, with no gateway between": "callers reach models with no gateway between",
  "tries the answer at the door": "cert-manager tries the answer at the door",
  "the ACME server's question": "the ACME server's question is answered",
  "orders certificates": "certificates are ordered",
  "the gateway gets certificates and routes": "proxies get certificates and routes",
  "proxies get certificates and routes": "proxies get certificates and routes",
  "proxies are put beside pods, and settings checked": "API servers call webhooks",
  "pools and routers are checked": "API servers call webhooks",
  "issuers and certificates are checked": "API servers call webhooks",
  "Prometheus scrapes metrics": "Prometheus scrapes metrics",
  "loads models": "the controller loads models",
  "gets its routes": "Envoy gets its routes",
  "its agent says what it holds, and is told what to load":
    "model servers register with the scheduler",
  "learns which models read from Kafka": "the model gateway learns of models",
  "learns which Pipelines there are": "the pipeline gateway learns of pipelines",
  "learns which Pipelines to run": "the dataflow engine gets its pipelines",
  "counts what is served": "hodometer counts models",
  "hands calls on to models": "Envoy hands calls to model servers",
  "models that call other models": "explainers call the models they explain",
  "hands data of Pipelines to models": "the model gateway calls models",
  "asks whether models are ready": "the pipeline gateway calls models",
  "hands calls on to Pipelines": "Envoy hands calls to pipelines",
  "rclone fetches models": "models are fetched",
  "reads data and writes models": "models are fetched",
  "data of Pipelines": "pipelines reach Kafka",
  "sends traces": "traces are sent",
  "sends usage counts to Seldon": "usage counts are sent",
  "sends usage counts to further receivers": "usage counts are sent",
  "the parts of one training job": "the parts of a training job talk",
};

/** The name by which a missing row is told. Many ask DNS and the API server, each for a reason of its own. */
export function needOf({ from, to, ports = [], why }: Judged): string {
  const has = (number: number) => ports.some(({ port }) => port === number);
  if (has(53))
    return "cidrs" in to ? "pods ask the DNS cache of their node" : "pods find Services by name";
  if ("cidrs" in to && has(6443)) return "pods ask the API server";
  if (why === "the door hands calls on")
    return "namespace" in from && from.namespace === platformNamespaces.gateway
      ? "the gateway hands calls on"
      : "the ingress controller hands calls on";
  return needs[why] ?? `(tests/isolation/needs.ts does not say it of "${why}")`;
}
