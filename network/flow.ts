/** Pods of a namespace: all of them unless labels narrow them. */
export interface Pods {
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The service account of pods that have a proxy beside them where there is a mesh, which knows them by
   * it; absent for pods that never have one.
   */
  readonly account?: string;
}

/**
 * The program that starts and probes pods, on the node of the row's other end. Every network plugin lets a
 * node reach its own pods, so no object is made of such a row: it is there to be read.
 */
interface Kubelet {
  readonly kubelet: true;
}

/** One end of a flow. */
export type Peer = Pods | { readonly cidrs: readonly string[] };

export interface Port {
  readonly protocol: "TCP" | "UDP";
  /** The pod's port, never the Service's: policies judge traffic after address translation. */
  readonly port: number;
}

/** Who may open a connection to whom. Whatever is not listed is denied. */
export interface Flow {
  readonly from: Peer | Kubelet;
  readonly to: Peer;
  /** Every port when absent. */
  readonly ports?: readonly Port[];
  /**
   * No Service lists these ports. The caller's proxy then does not know that there is one at the other end:
   * it neither encrypts nor says who calls.
   */
  readonly unlisted?: true;
  readonly why: string;
}

export const tcp = (...ports: readonly number[]): Port[] =>
  ports.map((port) => ({ protocol: "TCP", port }));
