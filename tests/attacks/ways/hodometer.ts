import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { added, rewriting } from "./making/change";
import { outsideHost, outsideUrl } from "./making/hosts";
import { newName } from "./making/names";
import { serving } from "./making/places";
import { safeContainer } from "./making/pods";
import { way } from "./making/way";

const hodometer = (random: Random): unknown[] =>
  random.pick([
    [],
    [{ name: "hodometer", replicas: 1 }],
    [{ name: "hodometer", disable: true }],
    [{ name: "hodometer" }],
    [{ name: "Hodometer", replicas: 0 }],
    [{ name: "hodometer", replicas: "0" }],
    [{ name: "hodometer", replicas: null }],
  ]);

/** Way 120. */
export const HODOMETER: readonly Way[] = [
  way(120, "hodometer-off-in-prod", "a SeldonRuntime that counts", (random, stack) => {
    const home = random.pick(serving(stack));
    const overrides = hodometer(random);
    const isIt = ({ kind, metadata }: Raw) =>
      kind === "SeldonRuntime" && metadata.namespace === home;
    return rewriting(stack, JSON.stringify(overrides), isIt, (runtime) => ({
      ...runtime,
      spec: { ...(runtime.spec as object), overrides },
    }));
  }),
  way(
    120,
    "hodometer-off-in-prod",
    "a hodometer by itself, or a further receiver",
    (random, stack) => {
      const home = random.pick(serving(stack));
      const alone = {
        apiVersion: "apps/v1",
        kind: random.pick(["Deployment", "StatefulSet"]),
        metadata: { name: "hodometer", namespace: home },
        spec: {
          ...random.pick<object>([{}, { replicas: 1 }]),
          template: { spec: { containers: [safeContainer("hodometer")] } },
        },
      };
      const url = random.pick([outsideUrl(random), `http://${outsideHost(random)}:8000`]);
      const object = random.pick<object>([
        alone,
        {
          apiVersion: "mlops.seldon.io/v1alpha1",
          kind: "SeldonConfig",
          metadata: { name: newName(random), namespace: "seldon-system" },
          spec: {
            components: [
              {
                name: "hodometer",
                podSpec: {
                  containers: [
                    {
                      name: "hodometer",
                      env: [
                        { name: random.pick(["PUBLISH_URL", "EXTRA_PUBLISH_URLS"]), value: url },
                      ],
                    },
                  ],
                },
              },
            ],
          },
        },
      ]);
      return { what: JSON.stringify(object), change: added(random, stack, object) };
    },
  ),
];
