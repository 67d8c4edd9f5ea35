import { isIPv4 } from "node:net";

import { contains, rangeOf } from "../metallb/address-range";
import type { Target } from "../schema/kubernetes";
import type { CheckedPart } from "../schema/platform";
import type { Path } from "../schema/path";
import type { Problem } from "../schema/problems";
import type { Check } from "./check";
import { ownNamespaces } from "./own-namespaces";
import { isPrivate, privateRanges } from "./private-address";

/** Every namespace of the platform is shut, so whatever tenants share has to run somewhere else. */
export const targetsAreOutsideThePlatform: Check = (platform) => {
  const { seldon, modelStores, hodometer } = platform;
  const own = ownNamespaces(platform);
  const all: [Path, readonly Target[]][] = [
    [["seldon", "kafka", "egress"], seldon.kafka?.egress ?? []],
    [["seldon", "tracing", "egress"], seldon.tracing?.egress ?? []],
    [["hodometer", "egress"], hodometer.egress],
    ...modelStores.map(({ egress }, store): [Path, readonly Target[]] => [
      ["modelStores", store, "egress"],
      egress,
    ]),
  ];
  return all.flatMap(([path, targets]) =>
    targets.flatMap((target, index) =>
      "namespace" in target && own.includes(target.namespace)
        ? [
            {
              path: [...path, index, "namespace"],
              message:
                "is a namespace of this platform, which lets no tenant in; run it in a namespace of its own",
            },
          ]
        : [],
    ),
  );
};

/** @param rule what holds of prod, as in "reaches its brokers only in its own network" */
export const addressesInside = (
  { environment }: CheckedPart,
  path: Path,
  egress: readonly Target[],
  rule: string,
): Problem[] =>
  environment !== "prod"
    ? []
    : egress.flatMap((target, index) =>
        ("cidrs" in target ? target.cidrs : []).flatMap((cidr, at) =>
          isPrivate(rangeOf(cidr))
            ? []
            : [
                {
                  path: [...path, index, "cidrs", at],
                  message: `is not inside a private range, and prod ${rule}; write an address inside ${privateRanges}`,
                },
              ],
        ),
      );

/** The address, host:port, that a URL of the web leads to. */
export function addressOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  // In brackets an address has colons of its own, which nothing else here has; only IPv4 is compared.
  const host = hostname.startsWith("[") ? "address" : hostname;
  return `${host}:${port || (protocol === "https:" ? "443" : "80")}`;
}

/**
 * What keeps tenants from an address, host:port, although they are sent there; undefined where that cannot
 * be told. In front of pods a Service may have another port than they, so only addresses are compared.
 */
export function outOfReach(address: string, egress: readonly Target[]): string | undefined {
  const [host = "", text = ""] = address.split(":");
  const port = Number(text);
  if (port < 1 || port > 65535) return `names port ${text}, which does not exist; write 1 to 65535`;
  const opened = egress.filter((target) => target.port === port);
  const holds = (target: Target) =>
    "namespace" in target || !isIPv4(host) || target.cidrs.some((cidr) => holdsIPv4(cidr, host));
  if (egress.some((target) => "namespace" in target) || opened.some(holds)) return undefined;
  return opened.length === 0
    ? `names port ${text}, which no item of egress opens; add it there`
    : `names ${host}, which is in no item of egress with port ${text}; add it there`;
}

/** An IPv6 range lets no IPv4 address out, whatever it maps. */
const holdsIPv4 = (cidr: string, address: string): boolean =>
  isIPv4(cidr.split("/")[0] ?? "") && contains(rangeOf(cidr), rangeOf(address));
