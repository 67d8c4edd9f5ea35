import { foreignCrds, type ForeignCrd } from "../seldon/foreign-crds";
import { stackValues } from "./stack-values";

/**
 * Stand-ins for the CRDs of operators that a real cluster brings along, as far as a stack file needs them:
 * they take any object of the kind. @returns none where the stack needs none
 */
export function standInCrds(stackFile: string): { owners: string[]; objects: StandIn[] } {
  const { certManager, monitoring, seldon } = stackValues(stackFile);
  const needed = foreignCrds({
    certManager,
    monitoring,
    seldon: seldon as { controlPlaneTls?: unknown } | undefined,
  });
  return {
    owners: [...new Set(needed.map(({ owner }) => owner))],
    objects: needed.map(standIn),
  };
}

interface StandIn {
  readonly [field: string]: unknown;
  readonly metadata: { readonly name: string };
}

function standIn({ name, kind, version }: ForeignCrd): StandIn {
  const [plural = "", ...group] = name.split(".");
  const schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name },
    spec: {
      group: group.join("."),
      names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
      scope: "Namespaced",
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schema },
          subresources: { status: {} },
        },
      ],
    },
  };
}
