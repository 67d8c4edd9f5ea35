import type { Check } from "./check";
import { addressesInside } from "./targets";

/** Production's tenants reach nothing on the internet, model stores included. */
export const prodStoresAreInside: Check = (platform) =>
  platform.modelStores.flatMap(({ egress }, store) =>
    addressesInside(
      platform,
      ["modelStores", store, "egress"],
      egress,
      "loads models only from its own network",
    ),
  );
