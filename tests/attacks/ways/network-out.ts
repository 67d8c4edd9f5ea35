import type { Way } from "../attack";
import { adding } from "./making/change";
import { everythingIn } from "./making/cidrs";
import { serving } from "./making/places";
import {
  block,
  DNS_PORTS,
  lettingOut,
  namespaceOf,
  outWay,
  SOME_PORTS,
  STORE,
  tcp,
} from "./making/policies";
import { way } from "./making/way";

const API = "10.20.0.11/32";

/** Ways 80 to 92 by which one more policy lets a tenant's pods out. */
export const NETWORK_OUT: readonly Way[] = [
  outWay(80, "DNS asked of all addresses", (random) => [
    random.pick([
      { ports: DNS_PORTS },
      { to: [block("0.0.0.0/0")], ports: DNS_PORTS },
      { to: [{ namespaceSelector: {} }], ports: DNS_PORTS },
      { to: [namespaceOf("kube-system")], ports: DNS_PORTS },
    ]),
  ]),
  outWay(85, "an empty rule", (random) => [
    {},
    ...(random.maybe() ? [{ to: [STORE], ports: tcp(9000) }] : []),
  ]),
  outWay(86, "a rule that names nobody", (random) => [
    { ...(random.maybe() && { to: [] }), ports: random.pick(SOME_PORTS) },
  ]),
  outWay(87, "a rule that names every port", (random) => [
    {
      to: random.pick([[STORE], [block(API)]]),
      ...random.pick([
        {},
        { ports: [] },
        { ports: [{ protocol: "TCP" }] },
        { ports: [{ protocol: "TCP", port: 1, endPort: 65535 }] },
        { ports: [{ port: random.int(1, 6000), endPort: random.int(9001, 65535) }] },
        { ports: [...tcp(9000, 6443), { protocol: "UDP" }] },
      ]),
    },
  ]),
  outWay(88, "all addresses", (random) => [
    { to: [block(random.pick(["0.0.0.0/0", "::/0"]))], ports: random.pick(SOME_PORTS) },
  ]),
  way(89, "nothing-leaves", "all addresses, in parts over rules and policies", (random, stack) => {
    const home = random.pick(serving(stack));
    const blocks = everythingIn(random, random.int(2, 9));
    const at = random.int(1, blocks.length);
    const peers = [blocks.slice(0, at), blocks.slice(at)].filter((list) => list.length > 0);
    const rules = peers.map((list) => ({ to: list.map((cidr) => block(cidr)), ports: tcp(443) }));
    const policies = random.maybe()
      ? [lettingOut(random, home, rules)]
      : rules.map((rule, index) => {
          const each = lettingOut(random, home, [rule]);
          const name = `${each.metadata.name}-${String(index)}`;
          return { ...each, metadata: { ...each.metadata, name } };
        });
    return adding(random, stack, blocks.join(" "), ...policies);
  }),
  outWay(91, "all addresses but the private ones", (random) => [
    {
      to: [
        block(
          "0.0.0.0/0",
          ...random.shuffle(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]),
          ...(random.maybe() ? ["169.254.0.0/16"] : []),
        ),
      ],
      ports: random.pick(SOME_PORTS),
    },
  ]),
  outWay(92, "a block whose exceptions leave much", (random) => [
    random.pick([
      { to: [block("10.20.0.10/31", "10.20.0.10/32")], ports: tcp(6443) },
      { to: [block("8.0.0.0/8", "8.0.0.0/9")], ports: tcp(443) },
      { to: [block("0.0.0.0/0", "0.0.0.0/1")], ports: tcp(443) },
    ]),
  ]),
];
