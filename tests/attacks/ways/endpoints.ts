import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { added, type Made } from "./making/change";
import { outsideName, publicIPv4 } from "./making/hosts";
import { newName } from "./making/names";
import { anywhere } from "./making/places";
import { way } from "./making/way";

/** Selector-less Services, and the addresses behind them. */
function behind(random: Random, stack: readonly Raw[]): Made {
  const home = anywhere(random, stack);
  const name = newName(random);
  const address = random.pick([publicIPv4(random), publicIPv4(random), "::ffff:8.8.8.8"]);
  const metadata = { name, namespace: home };
  const service = { apiVersion: "v1", kind: "Service", metadata, spec: { ports: [{ port: 443 }] } };
  const endpoints = random.pick([
    {
      apiVersion: "v1",
      kind: "Endpoints",
      metadata,
      subsets: [
        {
          [random.pick(["addresses", "notReadyAddresses"])]: random.shuffle([
            { ip: "10.20.0.11" },
            { ip: address },
          ]),
          ports: [{ port: 443 }],
        },
      ],
    },
    {
      apiVersion: random.pick(["discovery.k8s.io/v1", "discovery.k8s.io/v1beta1"]),
      kind: "EndpointSlice",
      metadata: { ...metadata, labels: { "kubernetes.io/service-name": name } },
      addressType: address.includes(":") ? "IPv6" : "IPv4",
      endpoints: random.shuffle([{ addresses: ["10.20.0.11"] }, { addresses: [address] }]),
      ports: [{ port: 443 }],
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { ...metadata, labels: { "kubernetes.io/service-name": name } },
      addressType: "FQDN",
      endpoints: [{ addresses: [outsideName(random)] }],
    },
  ]);
  return {
    what: `${endpoints.kind} with ${address}`,
    change: added(random, stack, service, endpoints),
  };
}

/** Way 76. */
export const ENDPOINTS: readonly Way[] = [
  way(76, "endpoints-are-inside", "addresses outside behind a Service's name", behind),
];
