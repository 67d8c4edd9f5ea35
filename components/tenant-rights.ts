import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { BoundRole } from "../rights/bound-role";
import { controllerRights, type ControllerAccount } from "../rights/controller";
import { teamRights, type TeamAccess } from "../rights/team";

export interface TenantRightsArgs extends TeamAccess {
  /** Who serves the tenant; gets nothing where nothing is served. */
  readonly controller: ControllerAccount;
}

/**
 * Who may do what in the namespace `name`. What the controller has to make or to clean up must depend on
 * all that is returned: without its rights it can do neither.
 */
export function tenantRights(
  name: string,
  args: TenantRightsArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  return [
    ...(args.kind === "serving"
      ? granted(`${name}-controller`, controllerRights(name, args.controller), opts)
      : []),
    ...(args.groups.length > 0 ? granted(`${name}-team`, teamRights(name, args), opts) : []),
  ];
}

function granted(name: string, rights: BoundRole, opts: pulumi.CustomResourceOptions) {
  const role = new k8s.rbac.v1.Role(`${name}-role`, rights.role, opts);
  const binding = new k8s.rbac.v1.RoleBinding(
    `${name}-binding`,
    rights.binding,
    // Whoever applies this as less than an administrator may bind only a Role that can be looked at.
    pulumi.mergeOptions(opts, { dependsOn: role }),
  );
  return [role, binding];
}
