import { endpointOf, isInside } from "../../hosts";
import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { documentsIn } from "../../texts/documents";
import { childPath } from "../../unknown";

interface Asked {
  readonly path: string;
  /** As written. */
  readonly whom: string;
}

/** DNS is the one door that every pod may use, so whom it asks decides whether it leads out. */
export const clusterDnsAsksInside: ObjectRule = {
  name: "cluster-dns-asks-inside",
  description: "The cluster's DNS asks nobody outside.",
  why: "Every pod may ask the cluster's DNS; where that asks on, to a public resolver or to whomever its node asks, data leaves in the names that are asked for. Read are Corefiles (forward, proxy, fanout and alternate, in any ConfigMap that has one, and each entry of coredns-custom), stub domains and upstream servers of kube-dns, and OpenShift's DNS. Not seen: what a Corefile imports from files, zones that are kept by a plug-in of others, and whom the listed resolvers ask in turn.",
  severity: "critical",
  remediation:
    "Leave the forwarding out, or have the resolver listed under services.resolvers of the site.",
  ways: [79],
  examples: {
    refused: `
apiVersion: v1
kind: ConfigMap
metadata: { name: coredns, namespace: kube-system }
data:
  Corefile: |
    .:53 {
      kubernetes cluster.local in-addr.arpa ip6.arpa
      forward . /etc/resolv.conf
    }
`,
    accepted: `
apiVersion: v1
kind: ConfigMap
metadata: { name: coredns, namespace: kube-system }
data:
  Corefile: |
    .:53 {
      kubernetes cluster.local in-addr.arpa ip6.arpa
      forward example.internal 10.20.0.11
    }
`,
  },
  binds: "in prod",
  scope: "object",
  kinds: new Set(["/ConfigMap", "operator.openshift.io/DNS"]),
  check: (object, site) =>
    asked(object).flatMap(({ path, whom }) =>
      isKnown(whom, site)
        ? []
        : [{ path, message: `asks ${told(whom)}, which the site lists as no resolver` }],
    ),
};

function asked(object: KubernetesObject): Asked[] {
  if (isKind(object, "operator.openshift.io", "DNS")) return openShift(object);
  const { name, namespace } = metadataOf(object);
  const data = fieldsOf(object.data);
  const isDns =
    namespace === "kube-system" &&
    /^(rke2-)?(coredns|node-local-dns|nodelocaldns)/.test(String(name));
  return Object.keys(data).flatMap((key) => {
    const path = childPath("data", key);
    const text = data[key];
    if (typeof text !== "string") return [];
    if (namespace === "kube-system" && name === "kube-dns") return kubeDns(text, path);
    return isDns || key === "Corefile" ? corefile(text, path) : [];
  });
}

/** `forward FROM TO...`, over as many lines as it likes; the rest of a block has other words. */
const corefile = (text: string, path: string): Asked[] =>
  text.split("\n").flatMap((line) => {
    const [plugin = "", , ...rest] = line
      .replace(/(^|\s)#.*$/, "")
      .trim()
      .split(/[\s{]+/);
    const servers = plugin === "alternate" ? rest.slice(1) : rest;
    return ["forward", "proxy", "fanout", "alternate"].includes(plugin)
      ? servers
          .filter((whom) => whom !== "" && whom !== "." && whom !== "}")
          .map((whom) => ({ path, whom }))
      : [];
  });

/** stubDomains: {"example": ["10.0.0.1"]}, upstreamNameservers: ["10.0.0.1"] */
const kubeDns = (text: string, path: string): Asked[] =>
  (documentsIn(text) ?? [])
    .flatMap((document) => [document, ...Object.values(fieldsOf(document))])
    .flatMap(listOf)
    .map((whom) => ({ path, whom: String(whom) }));

function openShift(object: KubernetesObject): Asked[] {
  const spec = fieldsOf(object.spec);
  const servers = listOf(spec.servers).flatMap((server, index) =>
    listOf(fieldsOf(fieldsOf(server).forwardPlugin).upstreams).map((whom, place) => ({
      path: `spec.servers[${index}].forwardPlugin.upstreams[${place}]`,
      whom: String(whom),
    })),
  );
  const resolvers = listOf(fieldsOf(spec.upstreamResolvers).upstreams).map((upstream, index) => {
    const { type, address } = fieldsOf(upstream);
    const path = `spec.upstreamResolvers.upstreams[${index}]`;
    return { path, whom: type === "Network" ? String(address) : NODE };
  });
  return [...servers, ...resolvers];
}

const NODE = "/etc/resolv.conf";

/** Whoever its node asks, in the words of CoreDNS and of the cache on each node. */
const isNode = (whom: string): boolean =>
  whom.startsWith("/") || whom === "__PILLAR__UPSTREAM__SERVERS__";

function isKnown(whom: string, site: Site): boolean {
  const { resolvers } = site.services;
  if (isNode(whom)) return resolvers.includes(NODE);
  if (whom === "__PILLAR__CLUSTER__DNS__") return true;
  const endpoint = read(whom);
  if (endpoint === undefined) return false;
  if (resolvers.some((resolver) => read(resolver)?.host === endpoint.host)) return true;
  return isInside(endpoint, site);
}

/** With a zone, `10.0.0.1%eth0`, the address counts. */
function read(whom: string): ReturnType<typeof endpointOf> {
  const plain = whom.replace(/%[\w.-]+/, "");
  return endpointOf(/^[\da-f]*:[\da-f:]*:[\da-f]*$/i.test(plain) ? `[${plain}]` : plain);
}

const told = (whom: string): string =>
  isNode(whom) ? "whomever its node asks" : (read(whom)?.host ?? "a server that cannot be read");
