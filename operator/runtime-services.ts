import type { Override, ServiceConfig } from "./custom-resources";
import { nameLabel } from "./labels";
import type { Service, ServicePort } from "./objects";

/** The scheduler's ports by name; targets carry the same names. */
const schedulerPorts = {
  xds: 9002,
  scheduler: 9004,
  "scheduler-mtls": 9044,
  agent: 9005,
  "agent-mtls": 9055,
  dataflow: 9008,
};

/**
 * The three Services of a runtime, made also for components that are disabled.
 * @param config of the runtime, defaults from SeldonConfig filled in
 */
export function runtimeServices(
  namespace: string,
  config: ServiceConfig,
  overrides: ReadonlyMap<string, Override>,
): Service[] {
  const prefix = config.grpcServicePrefix ?? "";
  const typeOf = (component: string): { type?: string } =>
    serviceType(config, overrides.get(component));
  return [
    service("seldon-scheduler", "seldon-scheduler", namespace, {
      ...typeOf("seldon-scheduler"),
      ports: Object.entries(schedulerPorts).map(([name, number]) =>
        port(`${prefix}${name}`, number, name),
      ),
    }),
    service("seldon-mesh", "seldon-envoy", namespace, {
      ...typeOf("seldon-envoy"),
      ports: [port(`${prefix}data`, 80, "http"), port("stats", 9003, "envoy-stats")],
    }),
    service("seldon-pipelinegateway", "seldon-pipelinegateway", namespace, {
      clusterIP: "None",
      // "gprc" is the operator's own spelling.
      ports: [port("http", 9010, "http"), port("gprc", 9011, "grpc")],
    }),
  ];
}

/** An override decides alone as soon as there is one: without a type it falls back to the API server's. */
function serviceType(config: ServiceConfig, override: Override | undefined): { type?: string } {
  const configured = config.serviceType ? config.serviceType : "LoadBalancer";
  const type = override === undefined ? configured : override.serviceType;
  return type ? { type } : {};
}

const port = (name: string, number: number, targetPort: string): ServicePort => ({
  name,
  port: number,
  targetPort,
  protocol: "TCP",
});

const service = (
  name: string,
  component: string,
  namespace: string,
  spec: Omit<Service["spec"], "selector">,
): Service => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace, labels: { [nameLabel]: component } },
  spec: { ...spec, selector: { [nameLabel]: component } },
});
