import { readFileSync } from "node:fs";
import { parse } from "yaml";

import { foreignCrds, type ForeignCrd } from "../seldon/foreign-crds";

/**
 * Stand-ins for the CRDs of operators that a real cluster brings along, as far as a stack file needs them:
 * they take any object of the kind. @returns none where the stack needs none
 */
export function standInCrds(stackFile: string): { owners: string[]; objects: object[] } {
  const { config = {} } = parse(readFileSync(stackFile, "utf8")) as {
    config?: Record<string, unknown>;
  };
  const needed = foreignCrds({
    monitoring: config["seldon-platform:monitoring"],
    seldon: config["seldon-platform:seldon"] as { controlPlaneTls?: unknown } | null,
  });
  return {
    owners: [...new Set(needed.map(({ owner }) => owner))],
    objects: needed.map(standIn),
  };
}

function standIn({ name, kind, version }: ForeignCrd): object {
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
        { name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } },
      ],
    },
  };
}
