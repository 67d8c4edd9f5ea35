import type { AddressSet } from "./sets/address-set";
import { addAll, addMeet, noBits, removeAll, type Bits } from "./bits";
import type { NetworkPolicy, Peer, Rule } from "./policies/network-policy";
import type { PodIndex } from "./pod-index";
import type { Workload } from "./workload";

type Labels = Readonly<Record<string, string>>;

/** What the API leaves to the network plugin. */
export interface Reading {
  /** Whether an address block may also stand for pods, by their addresses. */
  readonly blocks: "hold no pods" | "may hold pods";
  /** Where pods are; where it is not known, any block may hold some. */
  readonly pods: AddressSet | undefined;
}

/** Whom the peers of a rule stand for. */
export class Peers {
  constructor(
    private readonly index: PodIndex,
    private readonly labelsOf: (namespace: string) => Labels,
    private readonly reading: Reading,
  ) {}

  /** The workloads of the index that a rule of a policy admits. */
  workloads({ namespace }: NetworkPolicy, { peers }: Rule): Bits {
    const { index } = this;
    if (peers === "everyone") return index.all;
    const found = noBits(index.workloads.length);
    for (const peer of peers)
      if ("block" in peer) {
        // Where pods of their own address may be, those of their node's may be too.
        if (this.mayHoldPods(peer.block.addresses)) addAll(found, index.all);
        else if (this.mayHoldHosts(peer.block.addresses)) addAll(found, index.hostNetwork);
      } else {
        const { namespaceSelector, podSelector } = peer;
        addMeet(
          found,
          namespaceSelector ? index.inNamespaces(namespaceSelector) : index.inNamespace(namespace),
          podSelector ? index.selectedBy(podSelector) : index.all,
        );
      }
    // Neither selectors nor blocks take them in there.
    if (!this.selectsHosts) removeAll(found, index.hostNetwork);
    return found;
  }

  /** Whether a rule admits one workload, of the index or not. */
  admits({ namespace }: NetworkPolicy, { peers }: Rule, other: Workload): boolean {
    return peers === "everyone" || peers.some((peer) => this.admitsBy(peer, namespace, other));
  }

  private admitsBy(peer: Peer, home: string, other: Workload): boolean {
    if ("block" in peer)
      return other.hostNetwork
        ? this.mayHoldHosts(peer.block.addresses)
        : this.mayHoldPods(peer.block.addresses);
    if (other.hostNetwork && !this.selectsHosts) return false;
    const { namespaceSelector, podSelector } = peer;
    const inNamespace = namespaceSelector
      ? namespaceSelector.matches(this.labelsOf(other.namespace))
      : other.namespace === home;
    return inNamespace && (podSelector?.matches(other.labels) ?? true);
  }

  // The API: behaviour for pods in the host network is undefined; plugins take them for their node or for pods.
  private get selectsHosts(): boolean {
    return this.reading.blocks === "may hold pods";
  }

  private mayHoldPods(addresses: AddressSet): boolean {
    const { blocks, pods } = this.reading;
    if (blocks === "hold no pods") return false;
    return !(pods === undefined ? addresses : addresses.intersect(pods)).isEmpty;
  }

  // They have the address of their node, which nobody told.
  private mayHoldHosts(addresses: AddressSet): boolean {
    return this.reading.blocks === "may hold pods" && !addresses.isEmpty;
  }
}
