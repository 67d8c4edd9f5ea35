import {
  add,
  type Leak,
  all,
  edited,
  row,
  out,
  into,
  everywhere,
  dns,
  DNS_PODS,
  LEAVES,
  MEET,
  FORGED,
} from "./leak";
import { allow, block, inside, part, pods, tcp } from "../stack";

/** Leaks 93 to 102: addresses and labels that are not what they seem. */
export const DECEIVING: readonly Leak[] = [
  row(
    93,
    "IPv4 shut and IPv6 open",
    LEAVES,
    "NET-FAMILY",
    out({ to: [block("2000::/3")], ports: tcp(443) }),
  ),
  ...[
    "169.254.169.254/32",
    "fd00:ec2::254/128",
    "100.100.100.200/32",
    "169.254.0.0/16",
    "fe80::/10",
  ].map((cidr) =>
    row(
      94,
      `the metadata service at ${cidr}`,
      LEAVES,
      "NET-METADATA",
      out({ to: [block(cidr)], ports: tcp(80) }),
    ),
  ),
  ...["224.0.0.0/4", "255.255.255.255/32", "100.64.0.0/10", "192.168.7.0/24"].map((cidr) =>
    row(
      95,
      `${cidr}, which the site does not list`,
      LEAVES,
      "NET-CIDR-UNION",
      out({ to: [block(cidr)], ports: tcp(80) }),
    ),
  ),
  row(
    96,
    "namespaceSelector: {} on the way out",
    LEAVES,
    "NET-NS-ALL",
    out({ to: [everywhere({})], ports: tcp(9000) }),
  ),
  row(
    96,
    "namespaceSelector: {} on the way in",
    MEET,
    "NET-NS-ALL",
    into({ from: [everywhere({})], ports: tcp(9000) }),
  ),
  row(
    96,
    "namespaceSelector: {}, as forgeable",
    FORGED,
    "NET-NS-ALL",
    into({ from: [everywhere({})], ports: tcp(9000) }),
  ),
  row(
    97,
    "all pods of kube-system where DNS is meant",
    LEAVES,
    "NET-PEER-WIDE",
    out({ to: [inside("kube-system")], ports: [...tcp(53), { protocol: "UDP", port: 53 }] }),
    out({ to: [dns], ports: tcp(53) }),
  ),
  row(
    97,
    "all pods of the platform where the controller is meant",
    MEET,
    "NET-PEER-WIDE",
    all(
      add(
        allow("team-b", "more", part("seldon-scheduler"), {
          ingress: [{ from: [inside("seldon-system")], ports: tcp(9004) }],
        }),
      ),
      add(
        allow("seldon-system", "more", undefined, {
          egress: [{ to: [inside("team-b", part("seldon-scheduler"))], ports: tcp(9004) }],
        }),
      ),
    ),
    add(
      allow("team-b", "more", part("seldon-scheduler"), {
        ingress: [
          {
            from: [inside("seldon-system", { "control-plane": "v2-controller-manager" })],
            ports: tcp(9004),
          },
        ],
      }),
    ),
  ),
  ...[{ matchLabels: {} }, { matchExpressions: [] }].map((selector) =>
    row(
      98,
      `${JSON.stringify(selector)} in place of {}`,
      LEAVES,
      "NET-SELECTOR-CANON",
      out({ to: [everywhere(selector)], ports: tcp(9000) }),
      edited("team-a", "default-deny", { podSelector: selector }),
    ),
  ),
  row(
    99,
    "two selectors as two list items",
    LEAVES,
    "NET-ANDOR",
    out({
      to: [
        everywhere({ matchLabels: { "kubernetes.io/metadata.name": "kube-system" } }),
        pods(DNS_PODS),
      ],
      ports: tcp(53),
    }),
    out({ to: [dns], ports: tcp(53) }),
  ),
  row(
    100,
    "a namespace by a label that anybody may set",
    FORGED,
    "NET-FORGEABLE",
    into({ from: [everywhere({ matchLabels: { name: "ingress" } })], ports: tcp(9000) }),
  ),
  row(
    100,
    "the same on the way out",
    LEAVES,
    "NET-FORGEABLE",
    out({ to: [everywhere({ matchLabels: { name: "kube-system" } }, DNS_PODS)], ports: tcp(53) }),
  ),
  row(
    101,
    "pods by a label in whatever namespace",
    MEET,
    "NET-NS-ALL",
    into({ from: [everywhere({}, { app: "prometheus" })], ports: tcp(9003) }),
  ),
  row(
    101,
    "pods by a label where a team makes them",
    FORGED,
    "NET-FORGEABLE",
    into({ from: [inside("team-t", { app: "trusted" })], ports: tcp(9000) }),
  ),
  row(
    102,
    "NotIn of a namespace",
    MEET,
    "NET-NEGATIVE",
    into({
      from: [
        everywhere({
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["team-a"] },
          ],
        }),
      ],
      ports: tcp(9000),
    }),
  ),
  row(
    102,
    "DoesNotExist",
    FORGED,
    "NET-NEGATIVE",
    into({
      from: [everywhere({ matchExpressions: [{ key: "tenant", operator: "DoesNotExist" }] })],
      ports: tcp(9000),
    }),
    edited("team-a", "default-deny", { podSelector: { matchExpressions: [] } }),
  ),
];
