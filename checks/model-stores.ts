import type { Check } from "./check";
import { isPrivate, privateRanges } from "./private-address";

/** Production's tenants reach nothing on the internet, model stores included. */
export const prodStoresAreInside: Check = ({ environment, modelStores }) => {
  if (environment !== "prod") return [];
  return modelStores.flatMap(({ egress }, store) =>
    egress.flatMap((target, index) =>
      ("cidrs" in target ? target.cidrs : []).flatMap((cidr, at) =>
        isPrivate(cidr)
          ? []
          : [
              {
                path: ["modelStores", store, "egress", index, "cidrs", at],
                message: `is not inside a private range, and prod loads models only from its own network; write an address inside ${privateRanges}`,
              },
            ],
      ),
    ),
  );
};
