import type { Problem } from "../schema/problems";
import type { Experiment } from "../schema/serving";
import type { Tenant } from "../schema/tenant";
import { inEachTenant, repeated } from "./in-each-tenant";
import { knownNames } from "./known-name";

/** Two Experiments of a namespace cannot have one name, nor take over one endpoint. */
export const experimentsHaveNamesOfTheirOwn = inEachTenant(({ experiments }) => [
  ...repeated(
    experiments.map(({ name }) => name),
    (index) => ["experiments", index, "name"],
    "name of experiment",
  ),
  ...experiments.flatMap(({ default: own, resourceType }, index) => {
    const first = experiments.findIndex(
      (other) => other.default === own && other.resourceType === resourceType,
    );
    if (own === undefined || first === index) return [];
    const message = `is the default of experiment ${String(first + 1)} already; remove one of the two`;
    return [{ path: ["experiments", index, "default"], message }];
  }),
]);

/** Seldon itself takes any numbers for weights; people read them as percent. */
export const experimentsShareOutAllCalls = inEachTenant(({ experiments }) =>
  experiments.flatMap(({ candidates }, index) => {
    const sum = candidates.reduce((total, { weight }) => total + weight, 0);
    if (sum === 100) return [];
    const message = `is shared out to ${String(sum)} percent; make the weights sum to 100`;
    const path = ["experiments", index, "candidates"];
    return [{ path, message, searched: path }];
  }),
);

/** Seldon refuses an Experiment whose parts do not fit together, or leaves it waiting for ever. */
export const experimentsNameWhatIsThere = inEachTenant((tenant) =>
  tenant.experiments.flatMap((experiment, index) =>
    parts(experiment, tenant).map((problem) => ({
      ...problem,
      path: ["experiments", index, ...problem.path],
    })),
  ),
);

function parts(experiment: Experiment, tenant: Tenant): Problem[] {
  const { resourceType, candidates, mirror, default: own } = experiment;
  const names = candidates.map(({ name }) => name);
  const list = resourceType === "model" ? "models" : "pipelines";
  const there = tenant[list].map(({ name }) => name);
  const missing = (name: string, path: Problem["path"]): Problem[] =>
    there.includes(name)
      ? []
      : [
          {
            path,
            message: `is no ${resourceType} of this tenant; ${knownNames(name, there)}`,
            searched: [list],
          },
        ];
  return [
    ...repeated(names, (index) => ["candidates", index, "name"], "name of candidate"),
    ...names.flatMap((name, index) => missing(name, ["candidates", index, "name"])),
    ...(own === undefined || names.includes(own)
      ? []
      : [{ path: ["default"], message: `is none of the candidates; ${knownNames(own, names)}` }]),
    ...(mirror ? missing(mirror.name, ["mirror", "name"]) : []),
    ...(mirror && names.includes(mirror.name)
      ? [
          {
            path: ["mirror", "name"],
            message:
              "is a candidate as well, and Seldon refuses both in one; remove one of the two",
          },
        ]
      : []),
  ];
}
