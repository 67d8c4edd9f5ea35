import { isIPv6 } from "node:net";

import type { Platform } from "../schema/platform";

type Members = Pick<Platform, "exposure" | "cluster">;

/** A port at the load balancer, and the port on every node behind it. */
const doors = ({ exposure: { ports, tls } }: Members) => [
  { name: "http", port: 80, nodePort: ports.http },
  ...(tls ? [{ name: "https", port: 443, nodePort: ports.https }] : []),
];

/**
 * For HAProxy's configuration file. TLS is passed through with its server name: the certificate is the
 * gateway's. A node's port opens only where some gateway pod is ready, so that a connection is check enough.
 */
export const haproxyMembers = (platform: Members): string =>
  doors(platform)
    .map(({ name, port, nodePort }) =>
      [
        `listen seldon-${name}`,
        `    bind ${bindAddress(platform)}:${String(port)}`,
        "    mode tcp",
        "    balance roundrobin",
        "    option tcp-check",
        // As long as the gateway's own limit for one answer, and a little.
        "    timeout connect 5s",
        "    timeout client 610s",
        "    timeout server 610s",
        ...platform.cluster.nodes.map(
          (node) => `    server ${node.name} ${bracketed(node.address)}:${String(nodePort)} check`,
        ),
      ].join("\n"),
    )
    .join("\n\n")
    .concat("\n");

/** For F5's tmsh: a pool and, where its address is known, a virtual server for each port. */
export const f5Members = (platform: Members): string =>
  doors(platform)
    .flatMap(({ name, port, nodePort }) => [
      `create ltm pool seldon-${name} monitor tcp load-balancing-mode round-robin members add { ${platform.cluster.nodes
        .map((node) => destination(node.address, nodePort))
        .join(" ")} }`,
      ...(platform.exposure.address === undefined
        ? []
        : [
            `create ltm virtual seldon-${name} destination ${destination(platform.exposure.address, port)} ` +
              `ip-protocol tcp profiles add { fastL4 } source-address-translation { type automap } pool seldon-${name}`,
          ]),
    ])
    .join("\n")
    .concat("\n");

const bindAddress = ({ exposure: { address } }: Members): string =>
  address === undefined ? "*" : bracketed(address);

const bracketed = (address: string): string => (isIPv6(address) ? `[${address}]` : address);

/** tmsh parts an IPv6 address and its port by a dot. */
const destination = (address: string, port: number): string =>
  `${address}${isIPv6(address) ? "." : ":"}${String(port)}`;
