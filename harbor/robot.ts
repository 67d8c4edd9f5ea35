import * as pulumi from "@pulumi/pulumi";

export interface RobotArgs {
  readonly project: string;
  /** Without Harbor's prefix and without the project. */
  readonly name: string;
  /** How one of ours is told from another's robot of the same name: it must hold nothing that changes. */
  readonly description: string;
  /** 8 to 128 characters with a capital and a small letter and a digit. */
  readonly secret: pulumi.Input<string>;
  /** Days from its making; absent: it never expires. */
  readonly durationDays?: number | undefined;
}

/** An account of Harbor's that may pull from one project, and nothing else. */
export class Robot extends pulumi.CustomResource {
  /** What to log in with, as Harbor spells it: robot$mirror+prod-team-a-2. */
  declare readonly fullName: pulumi.Output<string>;

  constructor(name: string, args: RobotArgs, opts: pulumi.CustomResourceOptions) {
    const outputs = { fullName: undefined, expiresAt: undefined };
    super(
      "harbor:index:Robot",
      name,
      { ...args, ...outputs },
      pulumi.mergeOptions(opts, { additionalSecretOutputs: ["secret"] }),
    );
  }
}
