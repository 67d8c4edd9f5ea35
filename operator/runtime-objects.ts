import { filledConfiguration } from "./configuration";
import type { Component, Override, SeldonConfig, SeldonRuntime } from "./custom-resources";
import { mergedLabels, nameLabel } from "./labels";
import type { Deployment, KubernetesObject, StatefulSet } from "./objects";
import { mergedPodSpec } from "./pod-spec";
import { runtimeConfigMaps } from "./runtime-config-maps";
import { runtimeRights } from "./runtime-rights";
import { runtimeServices } from "./runtime-services";
import { assertKnownVersion } from "./unknown-operator-version";
import { deployment, statefulSet } from "./workload";

/** What the operator reads to make one tenant's runtime. */
export interface RuntimeInput {
  /** Of the operator, as in its image tag: `2.9.1`. */
  readonly version: string;
  /** The tenant's namespace. */
  readonly namespace: string;
  readonly seldonConfig: SeldonConfig;
  readonly seldonRuntime: SeldonRuntime;
}

/**
 * Every object that the operator makes of one SeldonRuntime. Left out are the owner reference, which
 * needs the live uid, and the operator's own memory, the annotation `seldon.io/last-applied`.
 * Throws UnknownOperatorVersion.
 */
export function runtimeObjects(input: RuntimeInput): KubernetesObject[] {
  const { version, namespace, seldonConfig, seldonRuntime } = input;
  assertKnownVersion(version);
  const config = filledConfiguration(seldonRuntime.spec.config, seldonConfig.spec.config);
  // The last of two overrides for one component wins.
  const overrides = new Map(
    (seldonRuntime.spec.overrides ?? []).map((override) => [override.name, override]),
  );
  return [
    ...runtimeRights(namespace),
    ...runtimeConfigMaps(namespace, config),
    ...runtimeServices(namespace, config.service, overrides),
    ...(seldonConfig.spec.components ?? [])
      .filter(({ name }) => overrides.get(name)?.disable !== true)
      .map((component) => componentWorkload(component, overrides.get(component.name), input)),
  ];
}

/** A component that brings claim templates is a StatefulSet. Replicas in SeldonConfig do not count. */
function componentWorkload(
  component: Component,
  override: Override | undefined,
  { namespace, seldonConfig, seldonRuntime }: RuntimeInput,
): Deployment | StatefulSet {
  const { name } = component;
  const places = [component, seldonRuntime.metadata, seldonConfig.metadata];
  const selector = { [nameLabel]: name };
  const labels = mergedLabels(selector, ...places.map((place) => place.labels));
  const workload = {
    name,
    namespace,
    replicas: override?.replicas ?? 1,
    selector,
    labels,
    podLabels: labels,
    annotations: mergedLabels(...places.map((place) => place.annotations)),
    podSpec: mergedPodSpec(component.podSpec, override?.podSpec),
  };
  const templates = component.volumeClaimTemplates ?? [];
  return templates.length > 0 ? statefulSet(workload, templates) : deployment(workload);
}
