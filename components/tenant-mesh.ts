import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { peerAuthentications } from "../istio/peer-authentications";
import { serviceEntries } from "../istio/service-entries";
import { callersOf, waysOutOf } from "../istio/tenant-traffic";
import type { Platform } from "../schema/platform";
import type { Tenant } from "../schema/tenant";

export interface TenantMeshArgs {
  readonly tenant: Tenant;
  readonly platform: Platform;
}

/**
 * What the mesh makes an exception of for the serving tenant `name`, and where its proxies let it out to:
 * what its NetworkPolicies allow, and nothing else. Istio's webhook must serve: see components/istio.ts.
 */
export const tenantMesh = (
  name: string,
  { tenant, platform }: TenantMeshArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] =>
  [
    ...peerAuthentications(name, callersOf(tenant, platform)),
    ...serviceEntries(name, waysOutOf(tenant, platform)),
  ].map(
    (object) =>
      new k8s.apiextensions.CustomResource(
        `${name}-${object.kind.toLowerCase()}.${object.metadata.name}`,
        object,
        opts,
      ),
  );
