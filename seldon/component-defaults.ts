import type { ComponentName } from "../schema/runtime";
import type { CompleteResources } from "./container-resources";

/** A component of a runtime as Seldon's setup chart makes it: one container each. */
export interface ComponentDefault {
  /** Name of the container, by which the operator finds what an override is for. */
  readonly container: string;
  readonly resources: CompleteResources;
}

/** The chart's requests and memory; it limits no CPU, which a quota on `limits.cpu` demands. */
const usual = (
  container: string,
  cpu: string,
  memory: string,
  cpuLimit: string,
): ComponentDefault => ({
  container,
  resources: { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory } },
});

/** All six components, by the names that Seldon knows: another name would be ignored without a word. */
export const componentDefaults: Readonly<Record<ComponentName, ComponentDefault>> = {
  hodometer: usual("hodometer", "1m", "32Mi", "100m"),
  "seldon-scheduler": usual("scheduler", "100m", "1Gi", "1"),
  "seldon-envoy": usual("envoy", "100m", "128Mi", "1"),
  "seldon-modelgateway": usual("modelgateway", "100m", "1G", "1"),
  "seldon-pipelinegateway": usual("pipelinegateway", "100m", "1G", "1"),
  "seldon-dataflow-engine": usual("dataflow-engine", "100m", "1G", "1"),
};
