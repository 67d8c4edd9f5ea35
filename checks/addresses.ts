import { fixedAddresses, fixedPorts } from "../exposure/address-table";
import { usesOf } from "../exposure/ways-in";
import { contains, rangeOf } from "../metallb/address-range";
import type { MetalLb } from "../schema/metal-lb";
import { keyText, type Path } from "../schema/path";
import type { Problem } from "../schema/problems";
import type { Check } from "./check";

/** Two who have one address answer in turn, and neither is told. */
export const addressesAreUsedOnce: Check = (platform) =>
  usedAgain(
    fixedAddresses(platform).map((each) => ({
      ...each,
      value: String(rangeOf(each.address).first),
    })),
    "address",
  );

/** The API server would refuse the second Service when everything else is applied already. */
export const nodePortsAreUsedOnce: Check = (platform) =>
  usedAgain(
    fixedPorts(platform).map((each) => ({ ...each, value: String(each.nodePort) })),
    "NodePort",
  );

/** A port outside is refused by the API server, and only then. */
export const nodePortsAreInTheirRange: Check = (platform) => {
  const { from, to } = platform.cluster?.nodePorts ?? {};
  if (from === undefined || to === undefined) return [];
  if (from > to)
    return [
      {
        path: ["cluster", "nodePorts", "from"],
        message: `is more than cluster.nodePorts.to, which is ${String(to)}; write the first port here and the last one there`,
      },
    ];
  return fixedPorts(platform)
    .filter(({ nodePort }) => nodePort < from || nodePort > to)
    .map(({ path, nodePort }) => ({
      path,
      message: `names NodePort ${String(nodePort)}, and the cluster has ${String(from)} to ${String(to)}; write one of these, or mend cluster.nodePorts`,
    }));
};

/** MetalLB gives no address that is in none of its pools: the Service would wait for ever. */
export const metalLbAddressesAreInAPool: Check = ({ metalLb, ...platform }) =>
  metalLb === undefined
    ? []
    : fixedAddresses(platform)
        .filter(({ isFromPool, address }) => isFromPool && !poolOf(address, metalLb))
        .map(({ path }) => ({
          path,
          message: `is in no pool of metalLb (pools: ${metalLb.pools.map(shown).join("; ")}); write an address of one, or add it to one`,
        }));

/** Sooner or later MetalLB would give it to a Service. */
export const theLoadBalancerOutsideIsInNoPool: Check = (platform) => {
  const { exposure, metalLb } = platform;
  const uses = usesOf(platform);
  if (exposure.address === undefined || !metalLb) return [];
  if (uses.has("metalLb") || !uses.has("hardwareLoadBalancer")) return [];
  const pool = poolOf(exposure.address, metalLb);
  if (!pool) return [];
  const message = `is the address of a load balancer outside, and metalLb's pool ${pool.name} would give it to a Service; take it out of the pool`;
  return [{ path: ["exposure", "address"], message }];
};

const poolOf = (address: string, { pools }: MetalLb) =>
  pools.find(({ addresses }) =>
    addresses.some((range) => contains(rangeOf(range), rangeOf(address))),
  );

const shown = ({ name, addresses }: MetalLb["pools"][number]): string =>
  `${name} ${addresses.join(", ")}`;

interface Use {
  readonly value: string;
  readonly owner: string;
  readonly path: Path;
}

const usedAgain = (uses: readonly Use[], what: string): Problem[] =>
  uses.flatMap(({ value, path }, index) => {
    const first = uses.find((other) => other.value === value);
    if (!first || first === uses[index]) return [];
    const message = `is the ${what} of ${first.owner} already, by ${keyText(first.path)}; change one of the two`;
    return [{ path, message }];
  });
