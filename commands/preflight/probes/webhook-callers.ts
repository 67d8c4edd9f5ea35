import type { V1EndpointSlice, V1Node } from "@kubernetes/client-node";
import { parse, parseCIDR } from "ipaddr.js";

import { fails, holds, untold, type Outcome } from "../outcome";
import type { ReadProbe } from "../probe";
import type { Stack } from "../stack";

/** Where network plugins write the address that a node has inside of their tunnel. */
const tunnelAnnotations = [
  "projectcalico.org/IPv4IPIPTunnelAddr",
  "projectcalico.org/IPv4VXLANTunnelAddr",
  "projectcalico.org/IPv6VXLANTunnelAddr",
  "projectcalico.org/IPv4WireguardInterfaceAddr",
  "projectcalico.org/IPv6WireguardInterfaceAddr",
  "network.cilium.io/ipv4-cilium-host",
  "network.cilium.io/ipv6-cilium-host",
];

/** Its tunnel has the first address of the node's pods. */
const flannelAnnotation = "flannel.alpha.coreos.com/backend-type";

/** A6: what webhooks' policies let in, against where API servers are and may call from. Only reads. */
export const webhookCallers: ReadProbe = {
  assumption: "A6",
  name: "webhook callers",
  look: async (cluster, { apiServer, name }) => {
    const slices = await cluster.list<V1EndpointSlice>("discovery.k8s.io/v1", "EndpointSlice");
    const nodes = await cluster.list<V1Node>("v1", "Node");
    return judgeCallers(slices, nodes, apiServer, name);
  },
};

/** @param stack names the file in messages */
export function judgeCallers(
  slices: readonly V1EndpointSlice[],
  nodes: readonly V1Node[],
  { cidrs, port, webhookCallers: further = [] }: Stack["apiServer"],
  stack: string,
): Outcome {
  const key = `Pulumi.${stack}.yaml: seldon-platform:cluster.apiServer`;
  const own = slices.filter(
    ({ metadata }) =>
      metadata?.namespace === "default" &&
      metadata.labels?.["kubernetes.io/service-name"] === "kubernetes",
  );
  const servers = own.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses));
  if (servers.length === 0)
    return untold(
      "the Service kubernetes has no endpoints to read",
      "kubectl -n default get endpointslices",
    );
  const unlisted = servers.filter((address) => !isWithin(address, cidrs));
  if (unlisted.length > 0)
    return fails(
      `API servers are at ${unlisted.join(", ")} too, which is in none of ${cidrs.join(", ")}`,
      `add them to ${key}.cidrs, and to apiServer of the site file`,
    );
  const ports = own.flatMap((slice) => (slice.ports ?? []).flatMap((each) => each.port ?? []));
  const otherPort = ports.find((each) => each !== port);
  if (otherPort !== undefined)
    return fails(`API servers listen on ${otherPort}, not ${port}`, `correct ${key}.port`);
  const controlPlane = nodes.filter((node) => internalOf(node).some((ip) => servers.includes(ip)));
  const strangers = controlPlane.flatMap((node) =>
    callsFrom(node)
      .filter((address) => !isWithin(address, [...cidrs, ...further]))
      .map((address) => `${node.metadata?.name ?? ""} from ${address}`),
  );
  if (strangers.length > 0)
    return fails(
      `webhooks may be called by ${strangers.join(", ")}, which no policy lets in`,
      `add these addresses to ${key}.webhookCallers, and to webhookCallers of the site file`,
    );
  return controlPlane.length > 0
    ? holds(
        `${servers.length} API servers at ${servers.join(", ")}; every address of their nodes is in the stack file`,
      )
    : untold(
        "the API servers run on none of the nodes, so where they call from cannot be read",
        "see that a webhook answers: kubectl -n TENANT get models -o yaml | kubectl apply --dry-run=server -f -",
      );
}

const internalOf = ({ status }: V1Node): string[] =>
  (status?.addresses ?? [])
    .filter(({ type }) => type === "InternalIP")
    .map(({ address }) => address);

/** Addresses that a program in the node's own network may have when it calls a pod. */
function callsFrom(node: V1Node): string[] {
  const annotations = node.metadata?.annotations ?? {};
  const blocks = node.spec?.podCIDRs ?? [];
  const written = tunnelAnnotations.flatMap((name) => annotations[name] ?? []);
  const flannel = annotations[flannelAnnotation] === undefined ? [] : blocks;
  return [...internalOf(node), ...written, ...flannel.map((block) => block.split("/")[0] ?? "")];
}

function isWithin(address: string, cidrs: readonly string[]): boolean {
  const ip = parse(address.split("/")[0] ?? "");
  return cidrs.some((cidr) => {
    const [network, bits] = parseCIDR(cidr);
    return network.kind() === ip.kind() && ip.match([network, bits]);
  });
}
