import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Policy } from "../network/policies";
import type { Hodometer } from "../schema/platform";
import type { SeldonSettings } from "../schema/seldon";
import type { ControllerAccount } from "../rights/controller";
import type { SeldonImages } from "../seldon/image";
import { platformNamespace, type PullAccess } from "./platform-namespace";
import { hardenSeldonObjects } from "./seldon-transforms";
import { setupPostRenderer, setupValues } from "./seldon-values";

export interface SeldonArgs {
  /** Where controller, SeldonConfig and ServerConfigs live; Seldon looks the last two up only there. */
  readonly namespace: string;
  /** Path of the setup chart's archive, relative to the program. */
  readonly chart: string;
  readonly images: SeldonImages;
  readonly registry?: PullAccess | undefined;
  readonly policies: readonly Policy[];
  /** Exactly the tenants; Seldon takes an empty list for every namespace of the cluster. */
  readonly watchNamespaces: readonly string[];
  readonly hodometer: Pick<Hodometer, "enabled" | "extraPublishUrls">;
  /** Own builds among them take the place of `images`. */
  readonly settings: SeldonSettings;
  /** The tenants are in Istio's mesh. */
  readonly meshed?: boolean | undefined;
}

/** Seldon's controller, which watches the tenants and nothing else, and what its runtimes are made from. */
export class Seldon extends pulumi.ComponentResource {
  /** Who serves the tenants; they give it rights in their namespaces. */
  readonly account: ControllerAccount;

  constructor(name: string, args: SeldonArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:Seldon", name, {}, opts);
    const shutNamespace = platformNamespace(
      args.namespace,
      { podSecurity: "restricted", policies: args.policies, registry: args.registry },
      { parent: this },
    );
    new k8s.helm.v4.Chart(
      `${name}-setup`,
      {
        name: "seldon-core-v2-setup",
        namespace: args.namespace,
        chart: args.chart,
        values: setupValues(args),
        postRenderer: setupPostRenderer,
      },
      {
        parent: this,
        dependsOn: shutNamespace,
        transforms: [
          hardenSeldonObjects({
            hodometer: args.hodometer.enabled,
            storageClass: args.settings.storage.className,
          }),
        ],
      },
    );
    this.account = { namespace: args.namespace, serviceAccount: "seldon-v2-controller-manager" };
    this.registerOutputs({});
  }
}
