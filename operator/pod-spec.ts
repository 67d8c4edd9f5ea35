import { merged } from "./merge";
import type { PodSpec } from "./objects";
import { type JsonObject, readBack } from "./read-back";

/** The CRDs of Server and SeldonRuntime have a pod spec of their own, without these fields. */
const notInOverrides = [
  "ephemeralContainers",
  "hostUsers",
  "os",
  "resourceClaims",
  "resources",
  "schedulingGates",
  "serviceAccount",
] as const;

type Containers = readonly JsonObject[];

/**
 * The pod spec that the operator makes of a configured one and an override: containers merge by name and
 * come in the override's order first, everything else merges as in merge.ts; init containers are joined,
 * never merged by name.
 */
export function mergedPodSpec(
  configured: object | null | undefined,
  override: object | null | undefined,
): PodSpec {
  const base = podSpec(configured);
  if (override === null || override === undefined) return base as unknown as PodSpec;
  const over: Record<string, unknown> = { ...podSpec(override) };
  for (const field of notInOverrides) Reflect.deleteProperty(over, field);
  const containers = mergedContainers(containersOf(base), containersOf(over as JsonObject));
  return { ...(merged(base, over as JsonObject) as JsonObject), containers } as unknown as PodSpec;
}

const podSpec = (raw: object | null | undefined): JsonObject => ({
  containers: [],
  ...(readBack(raw ?? {}, "podSpec") as JsonObject),
});

const containersOf = (spec: JsonObject): Containers => spec["containers"] as Containers;

function mergedContainers(configured: Containers, overrides: Containers): Containers {
  const overridden = new Set(overrides.map(({ name }) => name));
  return [
    ...overrides.flatMap((override) => {
      const matches = configured.filter(({ name }) => name === override["name"]);
      return matches.length === 0
        ? [override]
        : matches.map((match) => merged(match, override) as JsonObject);
    }),
    ...configured.filter(({ name }) => !overridden.has(name)),
  ];
}
