import * as pulumi from "@pulumi/pulumi";

import { keptCrds } from "./kept-crds";

export interface PartCrdsArgs {
  /** Name of the chart that brings them, among other things. */
  readonly chartName: string;
  /** Where the part runs. */
  readonly namespace: string;
  /** Path of that chart's archive, relative to the program. */
  readonly chart: string;
  /** With these values the chart renders its CRDs. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The version of the part, put on each CRD as a label. */
  readonly version: string;
}

/** The path is relative to the crds project, as the chart's own is. */
const onlyCrds = { command: "node", args: ["../charts/only-crds.js"] };

/** The CRDs of a part that a stack may switch off: they are then forgotten, and stay on the cluster. */
export class PartCrds extends pulumi.ComponentResource {
  constructor(name: string, args: PartCrdsArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:PartCrds", name, {}, opts);
    keptCrds(name, { ...args, postRenderer: onlyCrds, protect: false }, { parent: this });
    this.registerOutputs({});
  }
}
