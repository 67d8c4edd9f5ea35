import type { Way } from "../attack";
import { publicBlock } from "./making/cidrs";
import {
  block,
  DNS_PODS,
  DNS_PORTS,
  namespaceOf,
  outWay,
  SOME_PORTS,
  STORE,
  tcp,
} from "./making/policies";

/** Ways 93 to 111 by which one more policy lets out to peers that are not what they seem. */
export const NETWORK_PEERS: readonly Way[] = [
  outWay(93, "IPv6 alone", (random) => [
    {
      to: [block(random.pick(["2000::/3", "::/1", "2001:db8::/32", "2600::/12", "fd00::/8"]))],
      ports: random.pick(SOME_PORTS),
    },
  ]),
  outWay(94, "what tells of the machine", (random) => [
    {
      to: [
        block(
          random.pick([
            "169.254.169.254/32",
            "169.254.0.0/16",
            "fd00:ec2::254/128",
            "100.100.100.200/32",
            "fe80::/10",
            "169.254.169.253/32",
            "169.254.170.2/32",
          ]),
        ),
      ],
      ports: tcp(80),
    },
  ]),
  outWay(95, "a block that the site does not list", (random) => [
    {
      to: [
        block(
          random.pick([
            "224.0.0.0/4",
            "255.255.255.255/32",
            "100.64.0.0/10",
            "192.168.7.0/24",
            "10.99.0.0/16",
            "172.20.1.2/32",
            publicBlock(random),
          ]),
        ),
      ],
      ports: random.pick(SOME_PORTS),
    },
  ]),
  outWay(96, "every namespace", (random) => [
    { to: [{ namespaceSelector: {} }], ports: random.pick(SOME_PORTS) },
  ]),
  outWay(97, "all pods where some are meant", (random) => [
    { to: [{ ...namespaceOf("kube-system"), podSelector: {} }], ports: random.pick(SOME_PORTS) },
  ]),
  outWay(98, "everything, in other words", (random) => [
    {
      to: [
        {
          namespaceSelector: random.pick([
            { matchLabels: {} },
            { matchExpressions: [] },
            { matchLabels: {}, matchExpressions: [] },
          ]),
        },
      ],
      ports: random.pick(SOME_PORTS),
    },
  ]),
  outWay(99, "two selectors as two items", () => [
    { to: [namespaceOf("kube-system"), DNS_PODS], ports: DNS_PORTS },
  ]),
  outWay(100, "a namespace by a label that anybody may set", (random) => [
    {
      to: [
        {
          namespaceSelector: {
            matchLabels: { [random.pick(["name", "team", "purpose"])]: "kube-system" },
          },
          ...DNS_PODS,
        },
      ],
      ports: DNS_PORTS,
    },
  ]),
  outWay(108, "a port by its name", (random) => [
    {
      to: [random.pick([{ ...namespaceOf("kube-system"), ...DNS_PODS }, STORE])],
      ports: [{ protocol: "UDP", port: random.pick(["dns", "metrics"]) }],
    },
  ]),
  outWay(109, "another protocol", (random) => [
    {
      to: [STORE],
      ports: random.shuffle([
        ...tcp(9000),
        { protocol: random.pick(["UDP", "SCTP"]), port: random.pick([443, 9000]) },
      ]),
    },
  ]),
  outWay(110, "the range of Services", (random) => [
    {
      to: [block(random.pick(["10.96.0.0/12", "10.43.0.0/16", "172.30.0.0/16"]))],
      ports: tcp(443),
    },
  ]),
  outWay(111, "API servers by the network of their nodes", (random) => [
    {
      to: [block(random.pick(["10.20.0.0/24", "10.20.0.8/29", "10.0.0.0/8", "10.20.0.14/32"]))],
      ports: tcp(6443),
    },
  ]),
];
