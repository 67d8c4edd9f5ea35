import type { Check } from "./check";
import { addressesInside, addressOf, outOfReach } from "./targets";

/** Port 80 is open to the world for Seldon's own receiver; any other is open where egress says. */
export const usageReceiversAreWithinReach: Check = ({ hodometer }) =>
  hodometer.extraPublishUrls.flatMap((url, index) => {
    const address = addressOf(url);
    const message = address.endsWith(":80") ? undefined : outOfReach(address, hodometer.egress);
    return message === undefined
      ? []
      : [{ path: ["hodometer", "extraPublishUrls", index], message }];
  });

/** Production's tenants reach nothing on the internet, receivers of counts included. */
export const prodUsageReceiversAreInside: Check = (platform) =>
  addressesInside(
    platform,
    ["hodometer", "egress"],
    platform.hodometer.egress,
    "reaches receivers of counts only in its own network",
  );
