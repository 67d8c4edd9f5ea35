import type { Problem } from "../schema/problems";
import type { Pipeline } from "../schema/serving";
import { stepOf } from "../seldon/pipeline";
import type { Check } from "./check";
import { inEachTenant, repeated } from "./in-each-tenant";
import { knownNames } from "./known-name";

/** Pipelines run on Kafka, and on nothing else. */
export const pipelinesHaveKafka: Check = ({ tenants, seldon }) =>
  tenants.flatMap(({ pipelines }, index) =>
    pipelines.length === 0 || seldon.kafka
      ? []
      : [
          {
            path: ["tenants", index, "pipelines"],
            message: "is without Kafka, which pipelines run on; write seldon.kafka, or remove them",
            searched: ["seldon", "kafka"],
          },
        ],
  );

/** Two Pipelines of a namespace cannot have one name. */
export const pipelinesHaveNamesOfTheirOwn = inEachTenant(({ pipelines }) =>
  repeated(
    pipelines.map(({ name }) => name),
    (index) => ["pipelines", index, "name"],
    "name of pipeline",
  ),
);

/** Seldon refuses a Pipeline whose steps lead nowhere, long after the apply. */
export const pipelinesAreConnected = inEachTenant(({ pipelines, models }) => {
  const there = models.map(({ name }) => name);
  return pipelines.flatMap((pipeline, index) =>
    [...stepProblems(pipeline, there), ...flowProblems(pipeline)].map((problem) => ({
      ...problem,
      path: ["pipelines", index, ...problem.path],
    })),
  );
});

function stepProblems({ name: own, steps }: Pipeline, models: readonly string[]): Problem[] {
  const names = steps.map(({ name }) => name);
  return [
    ...repeated(names, (index) => ["steps", index, "name"], "name of step"),
    ...names.flatMap((name, index) => {
      const path = ["steps", index, "name"];
      if (name === own)
        return [{ path, message: "is the pipeline's own name as well; rename the pipeline" }];
      return models.includes(name)
        ? []
        : [
            {
              path,
              message: `is no model of this tenant; ${knownNames(name, models)}`,
              searched: ["models"],
            },
          ];
    }),
  ];
}

function flowProblems(pipeline: Pipeline): Problem[] {
  const steps = pipeline.steps.map(({ name }) => name);
  const found = [
    ...pipeline.steps.flatMap(({ inputs }, step) =>
      inputs.flatMap((input, index) =>
        badReference(input, [...steps, pipeline.name], ["steps", step, "inputs", index]),
      ),
    ),
    ...pipeline.output.flatMap((output, index) => badReference(output, steps, ["output", index])),
  ];
  return found.length > 0 ? found : circles(pipeline);
}

function badReference(
  reference: string,
  known: readonly string[],
  path: Problem["path"],
): Problem[] {
  const [name = "", side, tensor, ...rest] = reference.split(".");
  if (!known.includes(name))
    return [{ path, message: `is of no step of this pipeline; ${knownNames(name, known)}` }];
  const formed =
    (side === undefined || side === "inputs" || side === "outputs") && tensor !== "" && !rest[0];
  if (formed && rest.length === 0) return [];
  const message = `is no part of a step; write ${name}, ${name}.outputs or ${name}.outputs.<tensor>`;
  return [{ path, message }];
}

function circles({ name: own, steps }: Pipeline): Problem[] {
  const before = new Map(
    steps.map(({ name, inputs }) => [name, inputs.map(stepOf).filter((step) => step !== own)]),
  );
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    (before.get(from) ?? []).some((step) => {
      if (step === target) return true;
      if (seen.has(step)) return false;
      seen.add(step);
      return reaches(step, target, seen);
    });
  return steps.flatMap(({ name }, index) =>
    reaches(name, name)
      ? [
          {
            path: ["steps", index, "inputs"],
            message: "is fed by this step's own results, which Seldon refuses; break the circle",
          },
        ]
      : [],
  );
}
