import type { Way } from "../attack";
import { adding } from "./making/change";
import { everythingIn } from "./making/cidrs";
import { newName } from "./making/names";
import { serving } from "./making/places";
import {
  block,
  forgedWay,
  inWay,
  lettingIn,
  lettingOut,
  namespaceOf,
  part,
  tcp,
} from "./making/policies";
import { way } from "./making/way";

const not = (operator: string, ...values: string[]) => ({
  namespaceSelector: {
    matchExpressions: [
      {
        key: "kubernetes.io/metadata.name",
        operator,
        ...(values.length > 0 && { values }),
      },
    ],
  },
});

/** Ways 73 to 117 by which one more policy lets a neighbour or a stranger in. */
export const NETWORK_IN: readonly Way[] = [
  way(
    73,
    "tenants-do-not-meet",
    "a neighbour reached by a proxy that both may call",
    (random, stack) => {
      const [from = "", to = ""] = random.shuffle(serving(stack));
      const hasGateway = stack.some(({ metadata }) => metadata.namespace === "istio-ingress");
      const peer = hasGateway
        ? {
            ...namespaceOf("istio-ingress"),
            podSelector: { matchLabels: { istio: "ingressgateway" } },
          }
        : { ...namespaceOf(to), podSelector: part("seldon-envoy") };
      const ports = hasGateway ? tcp(random.pick([80, 443])) : tcp(9000);
      return adding(
        random,
        stack,
        `${from} by ${hasGateway ? "the gateway" : to}`,
        lettingOut(random, from, [{ to: [peer], ports }]),
      );
    },
  ),
  inWay(96, "every namespace", (random) => [
    {
      from: [{ namespaceSelector: {}, ...(random.maybe() && { podSelector: {} }) }],
      ports: tcp(9000),
    },
  ]),
  inWay(97, "all of the platform where the controller is meant", (random) => [
    {
      from: [random.pick([namespaceOf("seldon-system"), { ...namespaceOf("default") }])],
      ...(random.maybe() && { ports: tcp(9000, 9003) }),
    },
    { from: [{ namespaceSelector: {}, podSelector: {} }], ports: tcp(9000) },
  ]),
  forgedWay(100, "a namespace by a label that anybody may set", (random) => [
    {
      from: [
        {
          namespaceSelector: {
            matchLabels: {
              [random.pick(["name", "team", "env", "seldon-platform/team"])]: "ingress",
            },
          },
        },
      ],
      ports: tcp(9000),
    },
  ]),
  inWay(101, "pods by a label in whatever namespace", (random) => [
    {
      from: [
        {
          namespaceSelector: {},
          podSelector: { matchLabels: { app: random.pick(["prometheus", "grafana", "gateway"]) } },
        },
      ],
      ports: tcp(9000),
    },
  ]),
  inWay(102, "all namespaces but some", (random, _stack, home) => [
    {
      from: [
        random.pick([
          not("NotIn", home),
          not("NotIn", "kube-system", home),
          not("Exists"),
          { namespaceSelector: { matchExpressions: [{ key: "off", operator: "DoesNotExist" }] } },
        ]),
      ],
      ports: tcp(9000),
    },
  ]),
  way(105, "tenants-do-not-meet", "policies at both ends that open a door", (random, stack) => {
    const [from = "", to = ""] = random.shuffle(serving(stack));
    const ports = random.pick([tcp(9000), [{ port: 9000 }], tcp(9000, 9003)]);
    const inward = lettingIn(random, to, [
      {
        from: [
          { ...namespaceOf(from), ...(random.maybe() && { podSelector: part("seldon-server") }) },
        ],
        ports,
      },
    ]);
    const outward = {
      ...lettingOut(random, from, [
        { to: [{ ...namespaceOf(to), podSelector: part("seldon-envoy") }], ports },
      ]),
      metadata: { name: `${newName(random)}-out`, namespace: from },
    };
    return adding(random, stack, `${from} to ${to}`, inward, outward);
  }),
  inWay(112, "callers from everywhere", (random) => [
    random.pick([
      { from: [block("0.0.0.0/0")], ports: tcp(9000) },
      { from: [block("::/0")], ports: tcp(9000) },
      { ports: tcp(9000) },
      { from: [], ports: tcp(9000) },
      {},
      {
        from: everythingIn(random, random.int(2, 5)).map((cidr) => block(cidr)),
        ports: tcp(9000),
      },
    ]),
  ]),
  inWay(117, "the mesh's tunnel from everywhere", (random) => [
    {
      from: [{ namespaceSelector: {} }],
      ports: random.pick([
        tcp(15008),
        tcp(15008, 9000),
        [{ protocol: "TCP", port: 15000, endPort: 15010 }],
      ]),
    },
  ]),
];
