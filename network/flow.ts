/** One end of a flow: pods of a namespace, all of them unless labels narrow them, or addresses. */
export type Peer =
  | { readonly namespace: string; readonly labels?: Readonly<Record<string, string>> }
  | { readonly cidrs: readonly string[] };

export interface Port {
  readonly protocol: "TCP" | "UDP";
  /** The pod's port, never the Service's: policies judge traffic after address translation. */
  readonly port: number;
}

/** Who may open a connection to whom. Whatever is not listed is denied. */
export interface Flow {
  readonly from: Peer;
  readonly to: Peer;
  /** Every port when absent. */
  readonly ports?: readonly Port[];
  readonly why: string;
}

export const tcp = (...ports: readonly number[]): Port[] =>
  ports.map((port) => ({ protocol: "TCP", port }));
