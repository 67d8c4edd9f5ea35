import { endpointOf, isInside } from "../../hosts";
import { fieldsOf, listOf, textOf } from "../../kubernetes-object";
import { podsOf, type PodTemplate } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";

/** Whoever asks another DNS is told other addresses, and tells it what it asks for. */
export const podsAskTheClusterDns: ObjectRule = {
  name: "pods-ask-the-cluster-dns",
  description: "Every pod asks the DNS of the cluster, or one that lies inside.",
  why: "With dnsPolicy Default a pod asks whomever its node asks, past the cluster's DNS and all that it is told not to forward; a name server outside carries data out in the names themselves. A host alias gives an inner name to an outer address. Not seen: what a program asks by itself, which the walls stop, and pods on the host's network that say nothing of DNS, which pods-keep-off-the-host-network judges.",
  severity: "high",
  remediation: "Leave dnsPolicy and dnsConfig.nameservers out.",
  ways: [70],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec: { dnsPolicy: None, dnsConfig: { nameservers: [1.1.1.1] }, containers: [{ name: web }] }
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec: { dnsPolicy: None, dnsConfig: { nameservers: [10.20.0.11] }, containers: [{ name: web }] }
`,
  },
  binds: "in prod",
  scope: "object",
  check: (object, site) => podsOf(object).flatMap((pod) => complaints(pod, site)),
};

function complaints({ path, spec }: PodTemplate, site: Site): Complaint[] {
  const at = (field: string): string => (path === "" ? field : `${path}.${field}`);
  const config = fieldsOf(spec.dnsConfig);
  return [
    ...(spec.dnsPolicy === "Default"
      ? [
          {
            path: at("dnsPolicy"),
            message: "is Default, so the pod asks whomever its node asks",
            remedy: "Leave it out, or say ClusterFirst.",
          },
        ]
      : []),
    ...outside(listOf(config.nameservers), at("dnsConfig.nameservers"), "the name server", site),
    ...outside(searches(config.searches), at("dnsConfig.searches"), "the search domain", site),
    ...outside(
      listOf(spec.hostAliases).map((alias) => fieldsOf(alias).ip),
      at("hostAliases"),
      "the address",
      site,
    ),
  ];
}

/** The cluster's own domain is no host, and so is none of its Services. */
const searches = (written: unknown): readonly unknown[] =>
  listOf(written).map((domain) =>
    typeof domain === "string" && /^(svc\.)?cluster\.local\.?$/.test(domain) ? "" : domain,
  );

const outside = (
  written: readonly unknown[],
  path: string,
  what: string,
  site: Site,
): Complaint[] =>
  written.flatMap((value, index) => {
    const text = textOf(value);
    if (text === undefined) return [];
    const endpoint = endpointOf(/^[^[]*:.*:/.test(text) ? `[${text}]` : text);
    if (endpoint !== undefined && isInside(endpoint, site)) return [];
    return [
      {
        path: `${path}[${index}]${what === "the address" ? ".ip" : ""}`,
        message: `names ${what} ${endpoint?.host ?? "that cannot be read"}, which lies outside`,
        remedy: "Leave it out, or have the exact host listed under hosts of the site.",
      },
    ];
  });
