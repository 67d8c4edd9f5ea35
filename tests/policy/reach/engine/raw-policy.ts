/** A NetworkPolicy as it is written, with all that may be left out. */
export interface RawPolicy {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector?: RawSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly RawRule[];
    readonly egress?: readonly RawRule[];
  };
}

export interface RawRule {
  readonly from?: readonly RawPeer[] | null;
  readonly to?: readonly RawPeer[] | null;
  readonly ports?: readonly RawPort[] | null;
}

export interface RawPeer {
  readonly ipBlock?: RawBlock;
  readonly namespaceSelector?: RawSelector;
  readonly podSelector?: RawSelector;
}

export interface RawBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface RawPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface RawSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
}

/** Parts of the API that the random policies have to bring up. */
export const FEATURES = [
  "TCP",
  "UDP",
  "SCTP",
  "In",
  "NotIn",
  "Exists",
  "DoesNotExist",
  "policyTypes by default",
  "both selectors in one peer",
  "no list of peers",
  "an empty list of peers",
  "no list of ports",
  "an empty list of ports",
  "endPort",
  "a named port",
  "a named port at an address",
  "IPv4",
  "IPv6",
  "except",
  "a block that may hold pods",
  "host network, bound by nothing",
  "host network, as a peer",
] as const;

export type Feature = (typeof FEATURES)[number];
