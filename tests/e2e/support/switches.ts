import { parsePlatform } from "../../../config";
import { waysIn, type WayIn } from "../../../schema/exposure";
import type { Platform } from "../../../schema/platform";
import { charts } from "../../../versions";
import type { Choice, Switches } from "./pairwise";
import { switchedValues } from "./switches-values";

const waysUpTo = (last: WayIn): WayIn[] => [
  "none",
  ...waysIn.filter((word) => word !== "none" && word !== last),
  last,
];
const places = ["none", "pods", "addresses"] as const;

/** What a stack can be made with and without; the first word of each switch is the least of it. */
const switches = {
  mesh: ["off", "istiod", "certManager"],
  exposure: waysUpTo("metalLb"),
  ownWayIn: ["as the stack", ...waysUpTo("ingressNginx")],
  directService: ["nodePort", "loadBalancer"],
  tls: ["none", "given", "made"],
  metalLb: ["none", "l2", "bgp"],
  certManager: ["none", "selfSigned", "intermediate", "acme by addresses", "acme by pods"],
  kafka: places,
  tracing: places,
  modelStores: [...places, "one of each"],
  hodometer: ["off", "on", "on, but for one tenant", "on, with another receiver"],
  tenants: ["bare", "with servers", "training too", "a retired one too"],
  controlPlaneTls: ["off", "on"],
  monitoring: ["none", "on"],
  nodeLocalDns: ["none", "one"],
  webhookCallers: ["none", "some"],
  clients: ["private ranges", "two blocks"],
  podAddresses: ["not known", "known"],
  registry: ["none", "plain", "robots"],
} as const satisfies Switches;

/** One word for each switch. */
export type Switched = Readonly<{
  [Name in keyof typeof switches]: (typeof switches)[Name][number];
}> & { readonly environment: "dev" | "prod" };

/** The switches of one environment. */
export const switchesOf = (environment: "dev" | "prod"): Switches => ({
  environment: [environment],
  ...switches,
});

/** The stack as the program understands it. @throws a refusal, where the program refuses it */
export const switchedPlatform = (choice: Choice): Platform =>
  parsePlatform(switchedValues(choice as Switched), {
    file: "switched",
    seldonVersion: charts.seldonSetup.version,
  });

/** What the program has against a stack, one sentence each. */
export function refusalsOf(choice: Choice): string[] {
  try {
    switchedPlatform(choice);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n  - ").slice(1);
  }
}
