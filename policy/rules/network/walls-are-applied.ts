import type { ProgramRule } from "../../rule";

// NetworkPolicy, and what decides in the mesh who may call whom.
const WALL =
  /^kubernetes:(networking\.k8s\.io\/[^:]+:NetworkPolicy|security\.istio\.io\/[^:]+:\w+?)(Patch)?$/;

/** A wall that was judged must be the wall that stands. */
export const wallsAreApplied: ProgramRule = {
  name: "walls-are-applied",
  description: "Policies on the cluster are those that the program declares, whole and up to date.",
  why: "What is judged is what the program declares, so a policy that the engine leaves as it was, or that is only patched, may be another, wider one on the cluster. Whether a policy is retained when it goes, no gate is told: lint refuses retainOnDelete.",
  severity: "critical",
  remediation: "Declare the policy whole, without ignoreChanges.",
  ways: [119],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::kubernetes:networking.k8s.io/v1:NetworkPolicy::deny
  type: kubernetes:networking.k8s.io/v1:NetworkPolicy
  name: deny
  ignored: [spec.egress]`,
    accepted: `- urn: urn:pulumi:prod::platform::kubernetes:networking.k8s.io/v1:NetworkPolicy::deny
  type: kubernetes:networking.k8s.io/v1:NetworkPolicy
  name: deny`,
  },
  scope: "program",
  alone: true,
  check: (resources) =>
    resources.flatMap(({ urn, type, ignored = [] }) => {
      if (!WALL.test(type)) return [];
      if (type.endsWith("Patch"))
        return [
          {
            urn,
            path: "",
            message: "changes a policy that nobody here has seen whole (GATE-IGNORECHANGES)",
            remedy: "Declare the whole policy in its place.",
          },
        ];
      return ignored.length === 0
        ? []
        : [
            {
              urn,
              path: "",
              message: `ignores changes of ${ignored.join(", ")}, so an older, wider one stays on the cluster (GATE-IGNORECHANGES)`,
              remedy: "Remove ignoreChanges.",
            },
          ];
    }),
};
