import type * as pulumi from "@pulumi/pulumi";

/** Meets Pod Security *restricted*; the chart sets pod-level fields only. */
const containerSecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

/** The fields of the rendered objects that are read here; all others are passed on as they are. */
interface Container {
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext?: object;
}

interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly containers: Container[] } } };
}

interface Component {
  readonly name: string;
  readonly podSpec: { readonly containers: readonly Container[] };
}

interface SeldonConfig {
  readonly spec: {
    readonly components: readonly Component[];
    readonly config: { readonly agentConfig?: { readonly rclone?: object } };
  };
}

/**
 * What the setup chart has no value for: the controller's container security, the list of anonymous
 * cloud storage secrets, and, where telemetry is off, the addresses it would go to.
 */
export function hardenSeldonObjects(args: {
  readonly hodometer: boolean;
}): pulumi.ResourceTransform {
  return ({ type, props, opts }) => {
    if (type === "kubernetes:apps/v1:Deployment")
      return { props: withSecurity(props as Deployment), opts };
    if (type === "kubernetes:mlops.seldon.io/v1alpha1:SeldonConfig") {
      const config = withoutAnonymousStorage(props as SeldonConfig);
      return { props: args.hodometer ? config : withoutPublishUrls(config), opts };
    }
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

/** Runtimes only ever add to this list, so a tenant could not drop the secret by itself. */
function withoutAnonymousStorage(seldonConfig: SeldonConfig): SeldonConfig {
  const { config } = seldonConfig.spec;
  const rclone = { ...config.agentConfig?.rclone, config_secrets: [] };
  const agentConfig = { ...config.agentConfig, rclone };
  return { ...seldonConfig, spec: { ...seldonConfig.spec, config: { ...config, agentConfig } } };
}

function withoutPublishUrls(seldonConfig: SeldonConfig): SeldonConfig {
  const silence = (container: Container): Container => ({
    ...container,
    env: (container.env ?? []).map((entry) =>
      /^(EXTRA_)?PUBLISH_URLS?$/.test(entry.name) ? { ...entry, value: "" } : entry,
    ),
  });
  const components = seldonConfig.spec.components.map((component) => {
    if (component.name !== "hodometer") return component;
    const containers = component.podSpec.containers.map(silence);
    return { ...component, podSpec: { ...component.podSpec, containers } };
  });
  return { ...seldonConfig, spec: { ...seldonConfig.spec, components } };
}
