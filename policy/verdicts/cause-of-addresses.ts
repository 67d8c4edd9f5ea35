import { fieldsOf, isKind, textOf } from "../kubernetes-object";
import { AddressSet } from "../reach/sets/address-set";
import { causeOfPorts, portsOf, type Cause, type Leak } from "./leak";
import { addressesOf } from "./openings";
import { blocks, type View } from "./view";
import { doorOf, wayIn } from "./way-in";
import { wayOut, type Opening } from "./way-out";

// AWS, GCP, Azure and OpenStack by IPv4; AWS by IPv6; Alibaba; all link-local addresses.
const METADATA = ["169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "100.100.100.200/32"];

// What kubeadm, k3s and EKS give Services where nobody says otherwise.
const SERVICES = ["10.96.0.0/12", "10.43.0.0/16", "10.100.0.0/16", "172.20.0.0/16"];

const IPV6 = "::/0";

/** Why a rule is open to addresses that the site does not list. */
export function causeOfAddresses(leak: Leak): Cause {
  const { opened } = leak;
  if (opened.direction === "ingress") return causeOfInbound(leak);
  if (opened.peer === "everyone")
    return opened.rule.ports === "all"
      ? {
          code: "NET-ALLOWALL",
          remedy: "Remove the empty rule: it allows everything. Name each destination instead.",
        }
      : {
          code: "NET-TO-EMPTY",
          remedy:
            "Name the destinations: a rule without `to`, or with `to: []`, means all of them.",
        };
  return causeOfBlock(leak);
}

function causeOfBlock(leak: Leak): Cause {
  const { view, pod, opened } = leak;
  const { block } = opened.peer as { block: { cidr: string; except: readonly string[] } };
  const whole = addressesOf(opened) ?? AddressSet.none;
  const known = allAddresses(wayOut(view, pod).addresses);
  if (known.contains(whole)) return causeOfPorts(leak);
  if (block.except.length > 0 && !block.cidr.endsWith("/0"))
    return {
      code: "NET-EXCEPT",
      remedy:
        "List the blocks that are needed, without `except`: some network plugins do not heed it.",
    };
  if (block.except.length === 0 && block.cidr.endsWith("/0"))
    return {
      code: "NET-CIDR",
      remedy: "Name the exact addresses: this block is every address of its family.",
    };
  if (blocks(METADATA).contains(whole))
    return {
      code: "NET-METADATA",
      remedy: "Remove the block: the node's metadata service hands out credentials there.",
    };
  return causeOfWide(leak, whole);
}

function causeOfWide(leak: Leak, whole: AddressSet): Cause {
  const { view, pod } = leak;
  const { apiServer } = view.site;
  const asksApi = portsOf(leak)
    .rows()
    .every(({ ports }) => ports === String(apiServer.port));
  if (asksApi && !blocks(apiServer.cidrs).intersect(whole).isEmpty)
    return {
      code: "NET-APISERVER",
      remedy: `Name the API servers exactly (${apiServer.cidrs.join(", ")}), and only for pods that have business with them.`,
    };
  if (!serviceAddresses(view).intersect(whole).isEmpty && isNarrow(whole))
    return {
      code: "NET-SERVICECIDR",
      remedy:
        "Name the pods behind the Service: policies judge traffic after the Service's address is replaced.",
    };
  const isV6 = blocks([IPV6]).contains(whole);
  const hasOther = view.most
    .outbound(pod)
    .some(({ addresses }) => !addresses.minus(blocks([IPV6])).minus(allowed(leak)).isEmpty);
  return isV6 && !hasOther
    ? {
        code: "NET-FAMILY",
        remedy: "Close IPv6 as IPv4 is closed: on a cluster with both, this is a way out.",
      }
    : {
        code: "NET-CIDR-UNION",
        remedy:
          "Remove the block, or list it in `destinations` of the site if it is needed: all blocks of all policies together may hold nothing else.",
      };
}

const allowed = ({ view, pod }: Leak): AddressSet => allAddresses(wayOut(view, pod).addresses);

const allAddresses = (openings: readonly Opening[]): AddressSet =>
  openings.reduce((all, { addresses }) => all.union(addresses), AddressSet.none);

// Wider than any of the ranges that Services have.
const isNarrow = (addresses: AddressSet): boolean =>
  SERVICES.some((range) => AddressSet.parse(range).contains(addresses));

const serviceAddresses = ({ cluster }: View): AddressSet =>
  cluster.objects
    .filter((object) => isKind(object, "", "Service"))
    .flatMap(({ spec }) => textOf(fieldsOf(spec).clusterIP) ?? [])
    .filter((address) => address !== "None")
    .reduce((all, address) => all.union(AddressSet.range(address, address)), blocks(SERVICES));

function causeOfInbound(leak: Leak): Cause {
  const { view, pod, opened } = leak;
  const whole = addressesOf(opened) ?? AddressSet.none;
  if (allAddresses(wayIn(view, pod).addresses).contains(whole)) return causeOfPorts(leak);
  const door = doorOf(view, pod);
  if (!door.isEmpty && door.contains(portsOf(leak)))
    return {
      code: "NET-SNAT",
      remedy:
        "Name the addresses that calls arrive from, and list them in `clients` of the site; behind a node's address translation that is the node.",
    };
  if (opened.peer === "everyone")
    return opened.rule.ports === "all"
      ? { code: "NET-ALLOWALL", remedy: "Remove the empty rule: it lets everybody in." }
      : {
          code: "NET-TO-EMPTY",
          remedy: "Name who may call: a rule without `from`, or with `from: []`, means everybody.",
        };
  return {
    code: "NET-INBOUND",
    remedy:
      "Remove the block. Only clients at the door and API servers at webhooks come from outside, from the addresses that the site lists.",
  };
}
