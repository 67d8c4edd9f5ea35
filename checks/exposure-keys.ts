import { hostOf, isServed, usesOf, wayInOf } from "../exposure/ways-in";
import type { WayIn } from "../schema/exposure";
import type { Problem } from "../schema/problems";
import type { Check } from "./check";
import { inEachTenant } from "./in-each-tenant";

/** Only one of the two would ever be called. */
export const hostsAreOneTenantsEach: Check = (platform) => {
  const served = [...platform.tenants.entries()].filter(([, tenant]) => isServed(tenant));
  const owners = new Map<string, string>();
  // Names before a domain differ, so one of two equal hosts is written out; the complaint goes there.
  const [derived, written] = [false, true].map((isWritten) =>
    served.filter(([, { exposure }]) => (exposure.host !== undefined) === isWritten),
  );
  return [...(derived ?? []), ...(written ?? [])].flatMap(([index, tenant]) => {
    const host = hostOf(tenant, platform);
    const owner = owners.get(host);
    if (owner === undefined || owner === tenant.name) {
      owners.set(host, tenant.name);
      return [];
    }
    const message = `is the host of tenant ${owner} already; write another`;
    return [{ path: ["tenants", index, "exposure", "host"], message }];
  });
};

/** What a tenant says of a way in that it does not have would do nothing. */
export const directKeysGoWithDirect = inEachTenant((tenant, { exposure, metalLb }) => {
  if (!isServed(tenant)) return [];
  const word = wayInOf(tenant, { exposure });
  const { nodePort, address } = tenant.exposure;
  const { service } = exposure.direct;
  const actual = word === "direct" ? `direct by ${service}` : word;
  const problem = (key: "nodePort" | "address", message: string): Problem[] => [
    { path: ["exposure", key], message },
  ];
  return [
    ...(nodePort !== undefined && actual !== "direct by nodePort"
      ? problem("nodePort", `is for direct by nodePort, and the way in is ${actual}; remove it`)
      : []),
    ...(address !== undefined && actual !== "direct by loadBalancer"
      ? problem("address", `is for direct by loadBalancer, and the way in is ${actual}; remove it`)
      : []),
    ...(address !== undefined && actual === "direct by loadBalancer" && !metalLb
      ? problem(
          "address",
          "is an address that MetalLB gives, which is not installed; write metalLb with its pools, or remove the address",
        )
      : []),
  ];
});

/** Nor does what the stack says of such a way. */
export const exposureKeysAreRead: Check = (platform) => {
  const { address, annotations } = platform.exposure;
  const uses = usesOf(platform);
  const problem = (key: "address" | "annotations", message: string): Problem[] => [
    { path: ["exposure", key], message },
  ];
  const withAddress = (["metalLb", "hardwareLoadBalancer"] as const).filter((word) =>
    uses.has(word),
  );
  return [
    ...(address !== undefined && withAddress.length === 0
      ? problem(
          "address",
          `is for metalLb and hardwareLoadBalancer, and the way in is ${said(uses)}; remove it`,
        )
      : []),
    ...(address !== undefined && withAddress.length === 2
      ? problem(
          "address",
          "is one address for two doors, metalLb and hardwareLoadBalancer; choose one of these ways",
        )
      : []),
    ...(Object.keys(annotations).length > 0 && !uses.has("cloudLoadBalancer")
      ? problem(
          "annotations",
          `is for cloudLoadBalancer, and the way in is ${said(uses)}; remove it`,
        )
      : []),
  ];
};

const said = (uses: ReadonlySet<WayIn>): string => [...uses].join(", ") || "none";

/** A door that asks for TLS and has no certificate answers nobody. */
export const tlsHasACertificate: Check = ({ exposure: { tls }, certManager }) =>
  tls && tls.secretName === undefined && certManager === undefined
    ? [
        {
          path: ["exposure", "tls"],
          message:
            "names no certificate, and certManager, which would make one, is not installed; write tls.secretName or certManager",
        },
      ]
    : [];

/** The shortest mask that is still somebody's own: 10.0.0.0/8 and fc00::/7. */
const leastBits = (cidr: string): number => (cidr.includes(":") ? 7 : 8);

/** NetworkPolicies and load balancers let in whoever is listed. */
export const prodLetsInKnownCallers: Check = ({ environment, exposure }) =>
  environment !== "prod"
    ? []
    : exposure.clients.flatMap((cidr, index) =>
        Number(cidr.split("/")[1]) >= leastBits(cidr)
          ? []
          : [
              {
                path: ["exposure", "clients", index],
                message:
                  "is a large part of the world, and prod lets in known callers only; write the ranges of your own network",
              },
            ],
      );

/** There is nothing to call. */
export const trainingHasNoWayIn = inEachTenant(({ kind, exposure }) =>
  kind === "training" && Object.keys(exposure).length > 0
    ? [
        {
          path: ["exposure"],
          message: "is a way in to models, and a training tenant serves none; remove it",
        },
      ]
    : [],
);
