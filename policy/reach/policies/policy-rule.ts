import { AddressSet } from "../sets/address-set";
import { InvalidAddress } from "../sets/invalid-address";
import { LabelSelector } from "./label-selector";
import type { Peer, PortRange, Rule } from "./network-policy";
import { PROTOCOLS } from "../sets/port-set";
import type { StrictField } from "./strict-field";
import { UnreadablePolicy } from "./unreadable-policy";

/** One rule of a NetworkPolicy; `side` is where it lists its peers. @throws UnreadablePolicy */
export function readRule(field: StrictField, side: "from" | "to"): Rule {
  const read = field.fields(side, "ports");
  const peers = read[side].list().map(readPeer);
  const ports = read.ports.list().map(readPort);
  return {
    path: field.path,
    peers: peers.length === 0 ? "everyone" : peers,
    ports: ports.length === 0 ? "all" : ports,
  };
}

function readPeer(field: StrictField): Peer {
  const { path } = field;
  const { ipBlock, ...selectors } = field.fields("ipBlock", "namespaceSelector", "podSelector");
  const { namespaceSelector, podSelector } = selectors;
  const selects = !namespaceSelector.isAbsent || !podSelector.isAbsent;
  if (ipBlock.isAbsent && !selects)
    throw new UnreadablePolicy(
      path,
      "is a peer that says nothing of who it is",
      "Give it an ipBlock, a namespaceSelector or a podSelector.",
    );
  if (ipBlock.isAbsent)
    return {
      path,
      namespaceSelector: optionalSelector(namespaceSelector),
      podSelector: optionalSelector(podSelector),
    };
  if (selects)
    throw new UnreadablePolicy(
      path,
      "has an ipBlock and a selector, which the API refuses",
      "Make them two peers.",
    );
  return { path, block: readBlock(ipBlock) };
}

const optionalSelector = (field: StrictField): LabelSelector | undefined =>
  field.isAbsent ? undefined : LabelSelector.read(field);

function readBlock(field: StrictField) {
  const parts = field.fields("cidr", "except");
  const cidr = parts.cidr.text();
  const whole = addressesOf(parts.cidr);
  const except = parts.except.list().map((item) => {
    const addresses = addressesOf(item);
    if (!whole.contains(addresses) || addresses.contains(whole))
      throw new UnreadablePolicy(
        item.path,
        `is "${item.text()}", which is no smaller part of ${cidr}`,
        "Name a block inside the cidr, or remove it.",
      );
    return { text: item.text(), addresses };
  });
  return {
    cidr,
    except: except.map(({ text }) => text),
    addresses: except.reduce((left, { addresses }) => left.minus(addresses), whole),
  };
}

function addressesOf(field: StrictField): AddressSet {
  try {
    return AddressSet.parse(field.text());
  } catch (error) {
    if (!(error instanceof InvalidAddress)) throw error;
    throw new UnreadablePolicy(
      field.path,
      `cannot be read: ${error.clause}`,
      "Write a block as in 10.20.0.0/24, beginning at its first address.",
    );
  }
}

function readPort(field: StrictField): PortRange {
  const read = field.fields("protocol", "port", "endPort");
  const protocol = read.protocol.isAbsent ? "TCP" : read.protocol.word(...PROTOCOLS);
  const port = read.port.isAbsent ? undefined : read.port.port();
  const end = read.endPort.isAbsent ? undefined : read.endPort.port();
  if (end !== undefined && (typeof port !== "number" || typeof end !== "number" || end < port))
    throw new UnreadablePolicy(
      read.endPort.path,
      `is ${end} beside the port ${port ?? "of no number"}, where the API takes a number that is not below the port's`,
      "Give port and endPort as numbers, the lower one first.",
    );
  if (port === undefined) return { protocol, from: 1, to: 65535 };
  if (typeof port === "string") return { protocol, name: port };
  return { protocol, from: port, to: typeof end === "number" ? end : port };
}
