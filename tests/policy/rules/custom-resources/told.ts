import { parseAllDocuments } from "yaml";
import { siteFrom, type Site } from "../../../../policy/site/site";
import { findingsOf } from "../../objects";

const RAW = {
  environment: "prod",
  imageHosts: ["harbor.test"],
  hosts: ["pki.test"],
  network: {
    platform: ["seldon-system", "istio-system", "istio-ingress"],
    apiServer: { cidrs: ["10.20.0.11/32"] },
    destinations: [
      { for: "models", to: { namespace: "store" }, ports: [9000] },
      { for: "models", to: { cidrs: ["10.7.0.0/24"] }, ports: [443] },
    ],
  },
};

export const SITE = siteFrom(RAW);

/** The same site, with what it says of custom resources. */
export const siteWith = (customResources: object): Site => siteFrom({ ...RAW, customResources });

/** Where the rule finds fault with the YAML, and what it says, as `path: message`. */
export const told = (rule: string, yaml: string, site = SITE): string[] =>
  findingsOf(
    rule,
    parseAllDocuments(yaml).map((document) => document.toJS() as unknown),
    site,
  ).map(({ path, message }) => `${path}: ${message}`);

/** The places alone. */
export const pathsOf = (rule: string, yaml: string, site = SITE): string[] =>
  told(rule, yaml, site).map((line) => line.slice(0, line.indexOf(": ")));

/** An object of team, of Istio's groups unless it says otherwise. */
export const object = (kind: string, spec: string, apiVersion = "networking.istio.io/v1"): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it, namespace: team }, spec: ${spec} }`;
