import { isInside } from "../../hosts";
import { groupOf, metadataOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { textsOf, type Text } from "../../texts";
import { addressesIn, isPublic, mayNameAddress, type Address } from "../../texts/addresses";

/** Nothing in them is connected to, or a rule of their own judges each of their addresses. */
const JUDGED_ELSEWHERE: ReadonlySet<string> = new Set([
  "rbac.authorization.k8s.io",
  "metallb.io",
  "discovery.k8s.io",
]);
const KINDS_JUDGED_ELSEWHERE: ReadonlySet<string> = new Set(["NetworkPolicy", "Endpoints"]);

/** Their bare hosts are names that callers come in by. */
const ROUTES: ReadonlySet<string> = new Set([
  "networking.k8s.io",
  "networking.istio.io",
  "gateway.networking.k8s.io",
  "security.istio.io",
  "route.openshift.io",
]);

/** The last net under all others: it asks what a text says, not which field of which kind it stands in. */
export const stringsStayInside: ObjectRule = {
  name: "strings-stay-inside",
  description:
    "No text of an object names a URL, a host or a public address that lies outside, however it is written.",
  why: [
    "A program calls what its settings name: one URL in a variable, an argument or an annotation is a way out as soon as a wall has a gap, and a name that is asked of the DNS leaves even without one.",
    "Read are all texts of all kinds; documents inside of text (JSON, YAML, eight deep), base64 and percent-encoding are opened, and variables of a container are put together.",
    "A URL and a host with a port are judged everywhere; a host alone only in fields, flags and variables whose name says host, URL, URI, endpoint, address, server, broker, proxy, upstream, name server, DSN or collector, and behind curl and its like; an address alone if it is public or a cloud's metadata service.",
    "Not judged: the data of Secrets; status, labels and names; kinds of RBAC, NetworkPolicies, endpoints and MetalLB's kinds, which have rules of their own; hosts alone in Ingresses and routes, by which callers come in; names of host aliases, whose addresses pods-ask-the-cluster-dns judges; the schemas of CRDs, but for defaults; annotations of Helm, Artifact Hub, OCI images and app.kubernetes.io, and those that end with documentation, homepage, source or license; fields named description, summary, documentation, homepage, license, runbook_url, $schema, $id, $ref or xmlns; names of XML namespaces and of JSON schemas; whole lines of comment that begin with #; expressions of Prometheus; address blocks such as 10.0.0.0/8; hosts in fields that name an image; names of buckets and files behind s3://, gs://, file:// and their like; SPIFFE names; what ends with the name of a file.",
    "Not seen: what is put together by a program, compressed, encrypted or escaped in other ways, and variables that come from other objects.",
  ].join(" "),
  severity: "critical",
  remediation:
    "Name a Service of the cluster (name.namespace.svc), or have the exact host listed under hosts of the site.",
  ways: [60, 61],
  examples: {
    refused: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: team }
spec:
  template:
    spec:
      containers:
        - name: web
          env:
            - { name: SCHEME, value: "https://api." }
            - { name: TARGET, value: "$(SCHEME)vendor.com/v1" }
`,
    accepted: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: team }
spec:
  template:
    spec:
      containers:
        - name: web
          env:
            - { name: SCHEME, value: "http://api." }
            - { name: TARGET, value: "$(SCHEME)vendor.svc/v1" }
`,
  },
  binds: "in prod",
  scope: "object",
  check(object, site) {
    if (JUDGED_ELSEWHERE.has(groupOf(object)) || KINDS_JUDGED_ELSEWHERE.has(String(object.kind)))
      return [];
    const told = new Map<string, Complaint>();
    for (const text of textsOf(object)) {
      if (!mayNameAddress(text.value)) continue;
      for (const address of addressesIn(nameless(text, object)))
        if (leads(address, object, site))
          told.set(`${text.path} ${address.host}`, complaint(text.path, address));
    }
    return [...told.values()];
  },
};

/** Where a name says nothing of what the text is for. */
function nameless(text: Text, object: KubernetesObject): Text {
  if (text.name === "expr" && groupOf(object) === "monitoring.coreos.com")
    return { ...text, value: "" };
  // Where the names of an alias lead, its address says, which pods-ask-the-cluster-dns judges.
  const isAlias = /(^|\.)hostAliases\[\d+\]\.hostnames\[\d+\]$/.test(text.path);
  const isRoute = ROUTES.has(groupOf(object)) && !text.path.startsWith("metadata");
  return isAlias || isRoute ? { ...text, name: "" } : text;
}

function leads(address: Address, object: KubernetesObject, site: Site): boolean {
  if (isInside(address, site, textOf(metadataOf(object).namespace))) return false;
  return !address.isBare || isPublic(address.host);
}

const complaint = (path: string, { host, scheme, isBare }: Address): Complaint => ({
  path,
  message: isBare
    ? `names the address ${host}, which lies outside`
    : `names ${scheme === undefined || scheme === "" ? "the host" : "a URL at the host"} ${host}, which lies outside`,
});
