import * as pulumi from "@pulumi/pulumi";

import { assemble } from "../../../assembly";
import { intermediateKey } from "../../certificates/made-up";
import type { Platform } from "../../../schema/platform";
import { registered, unwrap, type Registered } from "../../components/registered";
import { chartObjects, releaseObjects } from "./rendered-charts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
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
  return resources.flatMap((resource) => {
    if (resource.type === "kubernetes:helm.sh/v4:Chart") return chartObjects(resource, setup);
    if (resource.type === "kubernetes-cert-manager:index:CertManager")
      return releaseObjects(resource);
    return resource.type.startsWith("kubernetes:") ? [plain(resource.inputs)] : [];
  });
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
        authorityKey: pulumi.output(intermediateKey),
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

/** Without the marks that secrets carry on the wire. */
const plain = (inputs: Registered["inputs"]): KubernetesObject =>
  JSON.parse(
    JSON.stringify(inputs),
    (_key, value: unknown) => unwrap(value).value,
  ) as KubernetesObject;
