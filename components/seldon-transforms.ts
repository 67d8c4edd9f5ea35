import type * as pulumi from "@pulumi/pulumi";

import { containerSecurity } from "../seldon/container-security";
import { offline } from "../seldon/model-server";
import { asVariables } from "../seldon/variables";

/** The fields of the rendered objects that are read here; all others are passed on as they are. */
interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext?: object;
}

interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly containers: Container[] } } };
}

interface Claiming {
  readonly volumeClaimTemplates?: readonly { readonly spec: object }[] | null;
}

interface Component extends Claiming {
  readonly name: string;
  readonly podSpec: { readonly containers: readonly Container[] };
}

interface SeldonConfig {
  readonly spec: {
    readonly components: readonly Component[];
    readonly config: { readonly agentConfig?: { readonly rclone?: object } };
  };
}

interface ServerConfig {
  readonly spec: Claiming & { readonly podSpec: { readonly containers: readonly Container[] } };
}

/** What the stack decides of it. */
export interface Hardening {
  /** Telemetry may leave the cluster. */
  readonly hodometer: boolean;
  /** StorageClass of every volume; absent: the cluster's default. */
  readonly storageClass?: string | undefined;
}

/**
 * What the setup chart has no value for: the controller's container security, the list of anonymous
 * cloud storage secrets, the storage class, model servers that ask no hub, and, where telemetry is off, the
 * addresses it would go to.
 */
export function hardenSeldonObjects(args: Hardening): pulumi.ResourceTransform {
  return ({ type, props, opts }) => {
    if (type === "kubernetes:apps/v1:Deployment")
      return { props: withSecurity(props as Deployment), opts };
    if (type === "kubernetes:mlops.seldon.io/v1alpha1:SeldonConfig")
      return { props: hardened(props as SeldonConfig, args), opts };
    if (type === "kubernetes:mlops.seldon.io/v1alpha1:ServerConfig")
      return { props: isolated(props as ServerConfig, args), opts };
    // Touching any other type, the chart itself above all, would lose its outputs.
    return undefined;
  };
}

function withSecurity(deployment: Deployment): Deployment {
  const { template } = deployment.spec;
  const containers = template.spec.containers.map((container) => ({
    ...container,
    securityContext: { ...container.securityContext, ...containerSecurity },
  }));
  const spec = { ...template.spec, containers };
  return { ...deployment, spec: { ...deployment.spec, template: { ...template, spec } } };
}

function hardened(config: SeldonConfig, { hodometer, storageClass }: Hardening): SeldonConfig {
  const safe = hodometerEnv(withoutAnonymousStorage(config), hodometer);
  return storageClass
    ? withComponents(safe, (component) => withStorageClass(component, storageClass))
    : safe;
}

/** Beside the model server run the agent and rclone, which know no hub. */
function isolated(config: ServerConfig, { storageClass }: Hardening): ServerConfig {
  const containers = config.spec.podSpec.containers.map((container) =>
    ["agent", "rclone"].includes(container.name)
      ? container
      : { ...container, env: [...(container.env ?? []), ...asVariables(offline)] },
  );
  const spec = { ...config.spec, podSpec: { ...config.spec.podSpec, containers } };
  return { ...config, spec: storageClass ? withStorageClass(spec, storageClass) : spec };
}

/** Runtimes only ever add to this list, so a tenant could not drop the secret by itself. */
function withoutAnonymousStorage(seldonConfig: SeldonConfig): SeldonConfig {
  const { config } = seldonConfig.spec;
  const rclone = { ...config.agentConfig?.rclone, config_secrets: [] };
  const agentConfig = { ...config.agentConfig, rclone };
  return { ...seldonConfig, spec: { ...seldonConfig.spec, config: { ...config, agentConfig } } };
}

/** A runtime says itself how much is counted: see seldon/runtime.ts. */
const byRuntime = "METRICS_LEVEL";

function hodometerEnv(seldonConfig: SeldonConfig, publishes: boolean): SeldonConfig {
  const kept = (container: Container): Container => ({
    ...container,
    env: (container.env ?? [])
      .filter(({ name }) => name !== byRuntime)
      .map((entry) =>
        !publishes && /^(EXTRA_)?PUBLISH_URLS?$/.test(entry.name) ? { ...entry, value: "" } : entry,
      ),
  });
  return withComponents(seldonConfig, (component) => {
    if (component.name !== "hodometer") return component;
    const containers = component.podSpec.containers.map(kept);
    return { ...component, podSpec: { ...component.podSpec, containers } };
  });
}

const withComponents = (
  seldonConfig: SeldonConfig,
  change: (component: Component) => Component,
): SeldonConfig => {
  const components = seldonConfig.spec.components.map(change);
  return { ...seldonConfig, spec: { ...seldonConfig.spec, components } };
};

/** The chart has no value for it; a StatefulSet's claims cannot be changed afterwards. */
const withStorageClass = <T extends Claiming>(claiming: T, storageClassName: string): T => ({
  ...claiming,
  ...(claiming.volumeClaimTemplates && {
    volumeClaimTemplates: claiming.volumeClaimTemplates.map((claim) => ({
      ...claim,
      spec: { ...claim.spec, storageClassName },
    })),
  }),
});
