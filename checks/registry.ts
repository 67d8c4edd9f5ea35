import type { Check } from "./check";

/** Production pulls nothing from the internet. */
export const prodNamesARegistry: Check = ({ environment, registry }) =>
  environment === "prod" && registry === undefined
    ? [
        {
          path: ["registry"],
          message:
            "is missing, and prod pulls nothing from the internet; write registry.host and registry.username",
          searched: ["registry"],
        },
      ]
    : [];
