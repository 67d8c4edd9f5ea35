import * as pulumi from "@pulumi/pulumi";

import { assemble } from "../../../assembly";
import type { Platform } from "../../../schema/platform";
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

/** Without a cluster and without secrets. */
function make(platform: Platform, opts: pulumi.ComponentResourceOptions): void {
  const { certManager, metalLb, istio, registry, tenants } = platform;
  const password = pulumi.output("made-up");
  assemble(
    {
      platform,
      setupChart: "seldon-core-v2-setup",
      certManager: certManager && {
        settings: certManager,
        chart: "cert-manager",
        authorityKey: password,
      },
      metalLb: metalLb && { settings: metalLb, chart: "metallb" },
      istio: istio.enabled
        ? {
            settings: istio,
            charts: { base: "base", istiod: "istiod", cni: "cni", gateway: "gateway" },
          }
        : undefined,
      registry: registry && { ...registry, password },
      robots: registry?.robots && {
        ...registry.robots,
        url: "http://127.0.0.1:1",
        project: "mirror",
        stack: "test",
        password,
      },
      logins: Object.fromEntries(
        tenants.map(({ name, storage }) => [
          name,
          storage
            .filter(({ existing }) => !existing)
            .map((access) => ({ ...access, credentials: { access_key_id: "made-up" } })),
        ]),
      ),
      admits: () => Promise.resolve(),
      replicas: new Map(),
    },
    opts,
  );
}

/** What the engine would make of a chart: each object as the chart's own transforms leave it. */
function chartObjects({ inputs, opts }: Registered, setup?: string): KubernetesObject[] {
  const { chart, values } = inputs as { chart: string; values: object };
  const rendered =
    setup !== undefined && chart === "seldon-core-v2-setup"
      ? setup
      : new StandIn(chart).render(values);
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
