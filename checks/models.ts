import type { Model } from "../schema/serving";
import { inEachTenant, repeated } from "./in-each-tenant";

/** Two Models of a namespace cannot have one name. */
export const modelsHaveNamesOfTheirOwn = inEachTenant(({ models }) =>
  repeated(
    models.map(({ name }) => name),
    (index) => ["models", index, "name"],
    "name of model",
  ),
);

/** Seldon's controller turns away a Model whose numbers contradict each other, long after the apply. */
export const modelsScaleWithinBounds = inEachTenant(({ models }) =>
  models.flatMap((model, index) =>
    (model.autoscaling ? autoscaledProblems(model, model.autoscaling) : boundProblems(model)).map(
      ({ key, message }) => ({ path: ["models", index, ...key], message }),
    ),
  ),
);

/** What Kubernetes takes for a quantity Seldon may not: half a Gi is no whole number to it. */
export const modelsTakeWholeBytes = inEachTenant(({ models }) =>
  models.flatMap(({ memory }, index) => {
    if (memory === undefined || wholeBytes.test(memory)) return [];
    const message =
      "is no whole number of bytes to Seldon; write it without fraction, as in 512Mi or 1500M";
    return [{ path: ["models", index, "memory"], message }];
  }),
);

const wholeBytes = /^(\d+(Ki|Mi|Gi|Ti)?|(\d+|\d*\.\d{1,3})[kMGT])$/;

interface Finding {
  readonly key: readonly string[];
  readonly message: string;
}

function autoscaledProblems(
  { replicas, minReplicas, maxReplicas }: Model,
  autoscaling: NonNullable<Model["autoscaling"]>,
): Finding[] {
  if (minReplicas !== undefined || maxReplicas !== undefined)
    return [
      {
        key: ["autoscaling"],
        message:
          "is beside minReplicas or maxReplicas, by which Seldon would scale the model as well; remove one of the two",
      },
    ];
  return [
    ...atMost(["autoscaling", "minReplicas"], autoscaling.minReplicas, {
      "autoscaling.maxReplicas": autoscaling.maxReplicas,
    }),
    ...atLeast(["replicas"], replicas, { "autoscaling.minReplicas": autoscaling.minReplicas }),
    ...atMost(["replicas"], replicas, { "autoscaling.maxReplicas": autoscaling.maxReplicas }),
  ];
}

const boundProblems = ({ replicas, minReplicas, maxReplicas }: Model): Finding[] => [
  ...atMost(["minReplicas"], minReplicas, { maxReplicas }),
  ...atLeast(["replicas"], replicas, { minReplicas }),
  ...atMost(["replicas"], replicas, { maxReplicas }),
];

type Bound = Readonly<Record<string, number | undefined>>;

const atMost = (key: string[], value: number | undefined, bound: Bound): Finding[] =>
  Object.entries(bound).flatMap(([name, most]) =>
    value !== undefined && most !== undefined && value > most
      ? [{ key, message: `is more than ${name}, ${String(most)}; change one of the two` }]
      : [],
  );

const atLeast = (key: string[], value: number | undefined, bound: Bound): Finding[] =>
  Object.entries(bound).flatMap(([name, least]) =>
    value !== undefined && least !== undefined && value < least
      ? [{ key, message: `is less than ${name}, ${String(least)}; change one of the two` }]
      : [],
  );
