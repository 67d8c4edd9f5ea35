type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly protocol: string; readonly port: number }[];
}

interface PolicySpec {
  readonly podSelector: Selector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** Whom a NetworkPolicy selects and whom it lets them talk to. */
export function policyFields({ podSelector, policyTypes, ingress, egress }: PolicySpec): string[] {
  return [
    `for ${labels(podSelector)}`,
    `types ${policyTypes.join()}`,
    ...(ingress ?? []).map((rule) => `from ${peers(rule.from)} ${ports(rule)}`),
    ...(egress ?? []).map((rule) => `to ${peers(rule.to)} ${ports(rule)}`),
  ];
}

const labels = ({ matchLabels }: Selector): string =>
  Object.entries(matchLabels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join() || "every pod";

/** No peers at all means everybody, which must not look like nobody. */
const peers = (list: readonly Peer[] | undefined): string =>
  list?.length ? list.map(peer).join(" or ") : "EVERYBODY";

function peer({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  if (ipBlock) return ipBlock.cidr;
  const pods = podSelector ? labels(podSelector) : "every pod";
  if (!namespaceSelector) return `${pods} here`;
  const { matchLabels = {} } = namespaceSelector;
  const { "kubernetes.io/metadata.name": name, ...others } = matchLabels;
  const isNamed = name !== undefined && Object.keys(others).length === 0;
  const where = isNamed ? name : `namespaces with ${labels(namespaceSelector)}`;
  return `${pods} of ${where}`;
}

const ports = (rule: Rule): string =>
  rule.ports?.map(({ protocol, port }) => `${protocol} ${port}`).join() ?? "every port";
