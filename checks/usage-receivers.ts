import type { Check } from "./check";
import { addressesInside, outOfReach } from "./targets";

/** Port 80 is open to the world for Seldon's own receiver; any other is open where egress says. */
export const usageReceiversAreWithinReach: Check = ({ hodometer }) =>
  hodometer.extraPublishUrls.flatMap((url, index) => {
    const { hostname, port, protocol } = new URL(url);
    const number = port || (protocol === "https:" ? "443" : "80");
    // In brackets an address has colons of its own, which nothing else here has.
    const host = hostname.startsWith("[") ? "counts" : hostname;
    const message = number === "80" ? undefined : outOfReach(`${host}:${number}`, hodometer.egress);
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
