import { judge } from "../../policy/judge";
import type { Finding } from "../../policy/rule";
import { RULES } from "../../policy/rules/all";
import { siteFrom } from "../../policy/site/site";

const network = { platform: ["seldon-system"], apiServer: { cidrs: ["10.20.0.11/32"] } };
export const PROD = siteFrom({
  environment: "prod",
  imageHosts: ["harbor.mlops.internal"],
  network,
});
export const DEV = siteFrom({ environment: "dev", imageHosts: ["docker.io", "nvcr.io"], network });

/** The findings of one rule, by its name. */
export const findingsOf = (rule: string, documents: unknown[], site = PROD): Finding[] =>
  judge(
    RULES.filter(({ name }) => name === rule),
    documents,
    site,
  ).findings;

export const configMap = (data: Record<string, unknown>) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "settings", namespace: "team" },
  data,
});

export const deployment = (podSpec: object, template: object = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "team" },
  spec: { template: { metadata: template, spec: podSpec } },
});

export const seldon = (kind: string, spec: object) => ({
  apiVersion: "mlops.seldon.io/v1alpha1",
  kind,
  metadata: { name: "it", namespace: "team" },
  spec,
});
