import type { Check } from "./check";
import { ownNamespaces } from "./own-namespaces";

/** Kiali and Jaeger ask the API server, Prometheus and each other, which nothing of ours lets them. */
export const addOnsAreApart: Check = (platform) => {
  const own = ownNamespaces(platform);
  return Object.entries(platform.addOns).flatMap(([name, { namespace }]) =>
    own.includes(namespace)
      ? [
          {
            path: ["addOns", name, "namespace"],
            message:
              "is a namespace of this platform, where it would reach nothing; run it in a namespace of its own",
          },
        ]
      : [],
  );
};
