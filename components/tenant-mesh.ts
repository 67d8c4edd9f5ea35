import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { authorizationPolicies } from "../istio/authorization-policies";
import { peerAuthentications } from "../istio/peer-authentications";
import { serviceEntries } from "../istio/service-entries";
import { waysOutOf } from "../istio/tenant-traffic";
import { tenantFlows } from "../network/flows/tenant";
import { landscapeOf, trafficOf } from "../network/landscape";
import type { Platform } from "../schema/platform";
import type { Tenant } from "../schema/tenant";

export interface TenantMeshArgs {
  readonly tenant: Tenant;
  readonly platform: Platform;
}

/**
 * Whom the proxies of the serving tenant `name` let in and where they let it out to, by the rows that its
 * NetworkPolicies are made from. Istio's webhook must serve: see components/istio.ts.
 */
export const tenantMesh = (
  name: string,
  { tenant, platform }: TenantMeshArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] => {
  const rows = tenantFlows(landscapeOf(platform), trafficOf(tenant, platform));
  return [
    ...peerAuthentications(name, rows),
    ...authorizationPolicies(name, rows),
    ...serviceEntries(name, waysOutOf(tenant, platform)),
  ].map(
    (object) =>
      new k8s.apiextensions.CustomResource(
        `${name}-${object.kind.toLowerCase()}.${object.metadata.name}`,
        object,
        opts,
      ),
  );
};
