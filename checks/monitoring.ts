import type { Check } from "./check";
import { ownNamespaces } from "./own-namespaces";

/** Whoever runs beside Prometheus reaches the metrics of every tenant. */
export const monitoringIsNoNamespaceOfThePlatform: Check = (platform) => {
  const { monitoring } = platform;
  return monitoring && ownNamespaces(platform).includes(monitoring.namespace)
    ? [
        {
          path: ["monitoring", "namespace"],
          message:
            "is a namespace of this platform, and Prometheus reads every tenant's metrics; run it in a namespace of its own",
        },
      ]
    : [];
};

const labelKey =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** The API server would refuse the monitors when everything else is applied already. */
export const monitorLabelsHaveLegalKeys: Check = ({ monitoring }) =>
  Object.keys(monitoring?.labels ?? {}).flatMap((key) =>
    labelKey.test(key)
      ? []
      : [
          {
            path: ["monitoring", "labels", key],
            message: "is under no legal key of a label; write it as in release or example.org/team",
          },
        ],
  );
