import type * as pulumi from "@pulumi/pulumi";

import { Seldon } from "../../../components/seldon";
import { Tenant } from "../../../components/tenant";
import { landscapeOf, trafficOf } from "../../../network/landscape";
import { controllerPolicies, tenantPolicies } from "../../../network/policies";
import type { Platform } from "../../../schema/platform";
import { images } from "../../../versions";
import { objectsOf } from "../../charts/flatten";
import { StandIn } from "../../charts/stand-in";
import { registered, unwrap, type Registered } from "../../components/registered";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

const controllerNamespace = "seldon-system";

/**
 * Every Kubernetes object that the program makes of a stack, as it comes to the API server.
 * @param setup what Seldon's setup chart renders; the stand-in with the stack's values when absent
 */
export async function platformObjects(
  platform: Platform,
  setup?: string,
): Promise<KubernetesObject[]> {
  const resources = await registered((opts) => {
    make(platform, opts);
  });
  return resources.flatMap((resource) =>
    resource.type === "kubernetes:helm.sh/v4:Chart"
      ? chartObjects(resource, setup)
      : resource.type.startsWith("kubernetes:")
        ? [plain(resource.inputs)]
        : [],
  );
}

/** As index.ts does, without a cluster and without secrets. */
function make(platform: Platform, opts: pulumi.ComponentResourceOptions): void {
  const landscape = landscapeOf(platform, controllerNamespace);
  const registry = platform.registry && { ...platform.registry, password: "made-up" };
  const seldon = new Seldon(
    "seldon",
    {
      namespace: controllerNamespace,
      chart: "unread.tgz",
      images,
      registry,
      policies: controllerPolicies(landscape),
      watchNamespaces: platform.tenants
        .filter(({ kind }) => kind === "serving")
        .map(({ name }) => name),
      hodometer: platform.hodometer,
      settings: platform.seldon,
    },
    opts,
  );
  for (const tenant of platform.tenants)
    new Tenant(
      tenant.name,
      {
        tenant,
        platform,
        policies: tenantPolicies(landscape, trafficOf(tenant, platform)),
        registry,
        logins: tenant.storage
          .filter(({ existing }) => !existing)
          .map((access) => ({ ...access, credentials: { access_key_id: "made-up" } })),
        images,
        replicas: new Map(),
        seldon,
      },
      opts,
    );
}

/** What the engine would make of a chart: each object as the chart's own transforms leave it. */
function chartObjects({ inputs, opts }: Registered, setup?: string): KubernetesObject[] {
  const rendered = setup ?? new StandIn("seldon-core-v2-setup").render(inputs["values"] as object);
  return (withoutNulls(objectsOf(rendered)) as KubernetesObject[]).map((object) => {
    const type = `kubernetes:${object.apiVersion}:${object.kind}`;
    const args = { custom: true, type, name: object.metadata.name, opts: {} };
    return (opts.transforms ?? []).reduce<KubernetesObject>((props, transform) => {
      const result = transform({ ...args, props }) as pulumi.ResourceTransformResult | undefined;
      return (result?.props as KubernetesObject | undefined) ?? props;
    }, object);
  });
}

/** Seldon's chart writes labels that are null; the Kubernetes provider leaves out whatever is. */
const withoutNulls = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, inner: unknown) => (inner === null ? undefined : inner));

/** Without the marks that secrets carry on the wire. */
const plain = (inputs: Registered["inputs"]): KubernetesObject =>
  JSON.parse(
    JSON.stringify(inputs),
    (_key, value: unknown) => unwrap(value).value,
  ) as KubernetesObject;
