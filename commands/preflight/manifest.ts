/**
 * An object to be made, plain: the client's own classes call a policy's `from` another name, and would drop it.
 */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Who may talk to a pod, or whom it may call: one item of a rule. */
export type PolicyPeer =
  | { readonly ipBlock: { readonly cidr: string } }
  | {
      readonly namespaceSelector: { readonly matchLabels: Readonly<Record<string, string>> };
      readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    };

export interface PolicyPort {
  readonly protocol: string;
  readonly port: number | string;
  readonly endPort?: number;
}
