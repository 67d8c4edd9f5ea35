import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { HarborProvider } from "../harbor/harbor-provider";
import { Robot } from "../harbor/robot";
import { robotName } from "../harbor/robot-name";
import type { Robots } from "../schema/registry";

export interface TenantRobotArgs extends Pick<Robots, "rotation" | "durationDays"> {
  readonly stack: string;
  /** Harbor project of the images. */
  readonly project: string;
  readonly harbor: HarborProvider;
}

/** Who pulls the images of a namespace. */
export interface PullLogin {
  readonly username: pulumi.Output<string>;
  readonly password: pulumi.Output<string>;
}

/**
 * The robot of the tenant `name`, and the one before it, which lives on until the next rotation: pods
 * that start while their pull secret is being changed find one that Harbor accepts, either way.
 */
export function tenantRobot(
  name: string,
  args: TenantRobotArgs,
  opts: pulumi.CustomResourceOptions,
): PullLogin {
  const { rotation } = args;
  if (rotation > 1) numberedRobot(name, rotation - 1, args, opts);
  return numberedRobot(name, rotation, args, opts);
}

function numberedRobot(
  tenant: string,
  number: number,
  { stack, project, durationDays, harbor }: TenantRobotArgs,
  opts: pulumi.CustomResourceOptions,
): PullLogin {
  const name = robotName(stack, tenant, number);
  // Nothing of it lies in the tenant's namespace, or goes with that.
  const outside = { ...opts, deletedWith: undefined };
  const resource = `${tenant}-robot-${String(number)}`;
  const secret = new random.RandomPassword(
    `${resource}-secret`,
    {
      length: 40,
      special: false,
      // What Harbor asks of each secret.
      minLower: 1,
      minUpper: 1,
      minNumeric: 1,
      keepers: { robot: name },
    },
    { ...outside, provider: undefined },
  );
  const robot = new Robot(
    resource,
    {
      project,
      name,
      description: `seldon-platform: tenant ${tenant} of stack ${stack}`,
      secret: secret.result,
      durationDays,
    },
    { ...outside, provider: harbor },
  );
  return { username: robot.fullName, password: pulumi.secret(secret.result) };
}
