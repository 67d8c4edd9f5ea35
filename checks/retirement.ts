import type { Check } from "./check";

/** Left behind by itself, it would lie in wait for the day on which the tenant is retired. */
export const forceGoesWithRetirement: Check = ({ tenants }) =>
  tenants.flatMap(({ force, retire }, index) =>
    force && !retire
      ? [
          {
            path: ["tenants", index, "force"],
            message: "is only for a tenant with retire: true; remove it",
          },
        ]
      : [],
  );
