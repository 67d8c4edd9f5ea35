import type { Experiment, Model } from "../../schema/serving";
import type { LiveTenant } from "./live-tenant";

/** A model to call, from the stack file or found on the cluster. */
export interface CalledModel {
  readonly name: string;
  /** Absent: made from the model's metadata. */
  readonly input?: Model["input"];
  /** In the stack file: then it must be possible to call it. */
  readonly isDeclared: boolean;
}

/** An experiment whose split is to be measured. */
export type MeasuredExperiment = Pick<Experiment, "name" | "default" | "candidates"> & {
  readonly resourceType: string;
};

/** Models of the stack file, then those that the team has added. */
export function modelsToCall(
  declared: readonly Model[],
  live: LiveTenant | undefined,
): CalledModel[] {
  const added = (live?.models ?? [])
    .map(({ metadata }) => metadata.name)
    .filter((name) => !declared.some((model) => model.name === name));
  return [
    ...declared.map(({ name, input }) => ({ name, input, isDeclared: true })),
    ...added.map((name) => ({ name, isDeclared: false })),
  ];
}

/** Experiments as the stack file has them, since that is what should hold; then those of the team. */
export function experimentsToMeasure(
  declared: readonly Experiment[],
  live: LiveTenant | undefined,
): MeasuredExperiment[] {
  const added = (live?.experiments ?? []).filter(
    ({ metadata }) => !declared.some(({ name }) => name === metadata.name),
  );
  return [
    ...declared,
    ...added.map(({ metadata, spec }) => ({
      name: metadata.name,
      default: spec.default,
      candidates: [...spec.candidates],
      resourceType: spec.resourceType ?? "model",
    })),
  ];
}
