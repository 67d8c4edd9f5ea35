import * as pulumi from "@pulumi/pulumi";

import { keptCrds } from "./kept-crds";

export interface SeldonCrdsArgs {
  /** Path of the CRD chart's archive, relative to the program. */
  readonly chart: string;
  /** Seldon's version, put on each CRD as a label. */
  readonly version: string;
}

/** Seldon's CRDs, which outlive every stack: removing one would remove every team's models with it. */
export class SeldonCrds extends pulumi.ComponentResource {
  constructor(name: string, args: SeldonCrdsArgs, opts: pulumi.ComponentResourceOptions) {
    super("seldon-platform:components:SeldonCrds", name, {}, opts);
    keptCrds(
      name,
      { chartName: "seldon-core-v2-crds", namespace: "default", ...args, protect: true },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
