import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { onceAdmitted, type Admission } from "../cluster/admission";
import { withoutMetricsProxies } from "../metallb/frr-k8s";
import { metalLbObjects } from "../metallb/pools";
import { metalLbValues, type MetalLbValuesArgs } from "../metallb/values";
import type { Policy } from "../network/policies";
import type { MetalLb as MetalLbSettings } from "../schema/metal-lb";
import { platformNamespaces } from "../schema/namespaces";
import { platformNamespace, type PullAccess } from "./platform-namespace";
import { PullSecret } from "./pull-secret";

export interface MetalLbArgs {
  /** Path of MetalLB's chart, relative to the program. */
  readonly chart: string;
  readonly images: MetalLbValuesArgs["images"];
  readonly registry?: PullAccess | undefined;
  readonly policies: readonly Policy[];
  readonly settings: MetalLbSettings;
  readonly admits: Admission;
}

/** Addresses for Services on bare metal: pools are there only when somebody judges them. */
export class MetalLb extends pulumi.ComponentResource {
  constructor(name: string, args: MetalLbArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:MetalLb", name, {}, opts);
    const { images, registry, settings } = args;
    const namespace = platformNamespaces.metalLb;
    const shutNamespace = platformNamespace(
      namespace,
      // Speakers are on the nodes' network with NET_RAW, FRR with NET_ADMIN besides.
      { podSecurity: "privileged", policies: args.policies, registry },
      { parent: this },
    );
    const chart = new k8s.helm.v4.Chart(
      name,
      {
        // Objects have the release's name before their own; MetalLB's Service for webhooks has it always.
        name: "metallb",
        namespace,
        chart: args.chart,
        values: metalLbValues({
          mode: settings.mode,
          images,
          registry,
          pullSecret: registry && PullSecret.secretName,
        }),
      },
      { parent: this, dependsOn: shutNamespace, transforms: [closeMetrics] },
    );
    addressObjects(name, { ...args, namespace, chart }, { parent: this, dependsOn: chart });
    this.registerOutputs({});
  }
}

const closeMetrics: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "kubernetes:apps/v1:DaemonSet"
    ? { props: withoutMetricsProxies(props as Parameters<typeof withoutMetricsProxies>[0]), opts }
    : undefined;

function addressObjects(
  name: string,
  args: Pick<MetalLbArgs, "settings" | "admits"> & { namespace: string; chart: k8s.helm.v4.Chart },
  opts: pulumi.CustomResourceOptions,
): void {
  const { settings, admits, chart } = args;
  const made: pulumi.Resource[] = [chart];
  for (const { metadata, ...object } of metalLbObjects(settings)) {
    const sample = { ...object, metadata: { ...metadata, namespace: args.namespace } };
    const namespace = onceAdmitted(args.namespace, chart.resources, { admits, sample });
    made.push(
      new k8s.apiextensions.CustomResource(
        `${name}-${metadata.name}`,
        { ...object, metadata: { ...metadata, namespace } },
        // What names another comes after it, and goes before it.
        { ...opts, dependsOn: [...made] },
      ),
    );
  }
}
