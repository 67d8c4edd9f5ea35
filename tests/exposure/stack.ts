import type { WayIn } from "../../schema/exposure";
import { Platform } from "../../schema/platform";
import { values } from "../setup-config";

export const nodes = [
  { name: "node-1", address: "10.20.0.21" },
  { name: "node-2", address: "10.20.0.22" },
];

export const cluster = {
  context: "test",
  apiServer: { cidrs: ["10.20.0.11/32"] },
  nodes,
};

export const metalLb = { pools: [{ name: "doors", addresses: ["10.20.0.100-10.20.0.120"] }] };

/** What a stack needs for a word to be accepted. */
export const foundation = (word: WayIn) => ({
  cluster,
  istio: { enabled: true },
  ...(word === "metalLb" && { metalLb }),
});

/** A stack file's values, past the schema alone; `exposure` and `tenants` as they are given. */
export const stack = (change: Readonly<Record<string, unknown>> = {}): Platform =>
  Platform.parse(values({ cluster, istio: { enabled: true }, metalLb, ...change }));

/** The first tenant of a stack, with `own` for its exposure, and the stack. */
export function one(exposure: object, own: object = {}, change: object = {}) {
  const platform = stack({ exposure, tenants: [{ name: "team-a", exposure: own }], ...change });
  const [tenant] = platform.tenants;
  if (!tenant) throw new Error("the stack has no tenant");
  return { tenant, platform };
}
