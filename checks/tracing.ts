import type { Check } from "./check";
import { addressesInside, outOfReach } from "./targets";

/** The collector can be reached by the ways out that the stack opens. */
export const collectorIsWithinReach: Check = ({ seldon: { tracing } }) => {
  const message = tracing && outOfReach(tracing.endpoint, tracing.egress);
  return message === undefined ? [] : [{ path: ["seldon", "tracing", "endpoint"], message }];
};

/** Production's tenants reach nothing on the internet, collectors of traces included. */
export const prodCollectorIsInside: Check = (platform) =>
  addressesInside(
    platform,
    ["seldon", "tracing", "egress"],
    platform.seldon.tracing?.egress ?? [],
    "reaches its collector only in its own network",
  );
