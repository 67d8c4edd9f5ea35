import { UsageError } from "../checkout";

/** What no manifest can prove, by the names of docs/assumptions.md. */
export const assumptions = {
  A1: "a node pulls from nowhere but the registry",
  A2: "policies hold from the first packet to the last",
  A3: "the network plugin enforces what a policy says",
  A4: "a node reaches its own pods",
  A5: "whether an address block matches pods makes no difference",
  A6: "API servers call webhooks from the addresses of the stack file",
  A7: "what policies let out still does not reach the internet",
  A8: "cluster DNS is the pods that policies name, and tells nothing of the outside",
  A9: "nothing but NetworkPolicies decides, and nothing changes objects after the gate",
} as const;

export type AssumptionId = keyof typeof assumptions;

const ids = Object.keys(assumptions) as AssumptionId[];

/**
 * The assumptions to probe, in the order of the list; all of them where nothing is chosen.
 * @throws UsageError for a name that there is not
 */
export function chosen(only: string | undefined): readonly AssumptionId[] {
  if (only === undefined) return ids;
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !ids.some((id) => id === name));
  if (unknown.length > 0)
    throw new UsageError(
      `--only ${only}: there is no assumption "${unknown.join('", "')}"; use ${ids.join(", ")}, with commas between`,
    );
  return ids.filter((id) => names.includes(id));
}
