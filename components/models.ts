import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Experiment, Model, Pipeline } from "../schema/serving";
import type { StorageAccess } from "../schema/storage";
import { experiment } from "../seldon/experiment";
import { model, modelAutoscaler } from "../seldon/model";
import { pipeline } from "../seldon/pipeline";
import { overruling } from "./overruling";

export interface ModelsArgs {
  readonly models: readonly Model[];
  readonly experiments: readonly Experiment[];
  readonly pipelines: readonly Pipeline[];
  /** The tenant's logins; a model's Secret follows from its URI's scheme. */
  readonly storage: readonly StorageAccess[];
}

type Made = ReadonlyMap<string, pulumi.Resource>;

/**
 * What the tenant `name` serves. Each experiment and pipeline waits for what it names, and goes before it:
 * Seldon keeps none ready that names a missing model.
 */
export function models(
  name: string,
  args: ModelsArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const loaded = byName(args.models, (each) => loadedModel(name, each, args.storage, opts));
  const autoscalers = args.models.flatMap((each) =>
    autoscaled(name, each, pulumi.mergeOptions(opts, { dependsOn: named(loaded, [each.name]) })),
  );
  const pipelines = byName(args.pipelines, (each) => {
    const steps = each.steps.map((step) => step.name);
    const after = pulumi.mergeOptions(opts, { dependsOn: named(loaded, steps) });
    return new k8s.apiextensions.CustomResource(
      `${name}-pipeline-${each.name}`,
      overruling(pipeline(name, each)),
      after,
    );
  });
  const experiments = args.experiments.map((each) => {
    const shared = [...each.candidates, ...(each.mirror ? [each.mirror] : [])];
    const dependsOn = named(
      each.resourceType === "model" ? loaded : pipelines,
      shared.map((candidate) => candidate.name),
    );
    return new k8s.apiextensions.CustomResource(
      `${name}-experiment-${each.name}`,
      overruling(experiment(name, each)),
      pulumi.mergeOptions(opts, { dependsOn }),
    );
  });
  return [...loaded.values(), ...autoscalers, ...pipelines.values(), ...experiments];
}

function loadedModel(
  namespace: string,
  args: Model,
  storage: readonly StorageAccess[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  // From then on the number belongs to the autoscaler.
  const scaled = args.autoscaling ? { ignoreChanges: ["spec.replicas"] } : {};
  return new k8s.apiextensions.CustomResource(
    `${namespace}-model-${args.name}`,
    overruling(model(namespace, args, storage)),
    pulumi.mergeOptions(opts, scaled),
  );
}

function autoscaled(
  namespace: string,
  { name, autoscaling }: Model,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  if (!autoscaling) return [];
  const args = modelAutoscaler(namespace, name, autoscaling);
  return [
    new k8s.autoscaling.v2.HorizontalPodAutoscaler(
      `${namespace}-model-${name}-autoscaler`,
      args,
      opts,
    ),
  ];
}

const byName = <Item extends { readonly name: string }>(
  items: readonly Item[],
  make: (item: Item) => pulumi.Resource,
): Made => new Map(items.map((item) => [item.name, make(item)]));

const named = (made: Made, names: readonly string[]): pulumi.Resource[] =>
  [...made].filter(([name]) => names.includes(name)).map(([, resource]) => resource);
