import type { ProgramRule } from "../rule";

// NetworkPolicy, and what decides in the mesh who may call whom.
const WALL =
  /^kubernetes:(networking\.k8s\.io\/[^:]+:NetworkPolicy|security\.istio\.io\/[^:]+:\w+?)(Patch)?$/;

/**
 * What is judged is what the program declares, so a policy that the engine leaves as it was, or that is only
 * patched, may be another on the cluster. Whether one is retained when it goes, no gate is told.
 */
export const wallsAreApplied: ProgramRule = {
  name: "walls-are-applied",
  description: "Policies on the cluster are those that the program declares, whole and up to date.",
  severity: "critical",
  remediation: "Declare the policy whole, without ignoreChanges.",
  anchor: "walls-are-applied",
  scope: "program",
  check: (resources) =>
    resources.flatMap(({ urn, type, name, ignored = [] }) => {
      if (!WALL.test(type)) return [];
      const kind = type.slice(type.lastIndexOf(":") + 1);
      if (kind.endsWith("Patch"))
        return [
          {
            urn,
            message: `${kind} "${name}" changes a policy that nobody here has seen whole (GATE-IGNORECHANGES)`,
            remedy: "Declare the whole policy in its place.",
          },
        ];
      return ignored.length === 0
        ? []
        : [
            {
              urn,
              message: `${kind} "${name}" ignores changes of ${ignored.join(", ")}, so an older, wider one stays on the cluster (GATE-IGNORECHANGES)`,
              remedy: "Remove ignoreChanges.",
            },
          ];
    }),
};
