import type { ContainerPort, Workload } from "../workload";

// What keeps traffic out of a proxy, or the proxy out of a pod. The injector writes other annotations too.
const BYPASSES = [
  "sidecar.istio.io/inject",
  "traffic.sidecar.istio.io/excludeOutboundPorts",
  "traffic.sidecar.istio.io/excludeOutboundIPRanges",
  "traffic.sidecar.istio.io/excludeInterfaces",
];

/** In what two workloads of one namespace differ, as the network sees them; undefined where in nothing. */
export function differenceOf(one: Workload, other: Workload): string | undefined {
  if (!sameTexts(one.labels, other.labels)) return "labels";
  if (one.hostNetwork !== other.hostNetwork) return "hostNetwork";
  if (one.serviceAccount !== other.serviceAccount) return "serviceAccountName";
  if (portsText(one) !== portsText(other)) return "ports";
  return BYPASSES.find((key) => (one.annotations[key] ?? "") !== (other.annotations[key] ?? ""));
}

function sameTexts(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

const portsText = ({ ports }: Workload): string => ports.map(portText).sort().join();

const portText = ({ name = "", port, protocol }: ContainerPort): string =>
  `${protocol} ${port} ${name}`;
