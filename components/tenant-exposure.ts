import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { ingressCertificate } from "../exposure/certificate";
import { directService } from "../exposure/direct-service";
import { tenantIngress } from "../exposure/ingress";
import { tenantGateway, tenantRoutes } from "../exposure/routes";
import { needsGateway, wayInOf, type Reached } from "../exposure/ways-in";
import type { Platform } from "../schema/platform";

export interface TenantExposureArgs {
  readonly tenant: Reached;
  readonly platform: Pick<Platform, "exposure" | "istio" | "certManager">;
}

/** A tenant's way in, as far as it is the tenant's alone. */
export interface TenantExposure {
  readonly resources: readonly pulumi.Resource[];
  /** The Service of a direct way in, whose address or NodePort the cluster may choose. */
  readonly service?: k8s.core.v1.Service;
}

/**
 * Makes the way in to the tenant `name`. Each kind of object has a name of its own, so that another word
 * replaces none: what both words need stays, the rest comes and goes.
 * @param opts without deletedWith: the objects at the gateway outlive the tenant's namespace
 */
export function tenantExposure(
  name: string,
  { tenant, platform }: TenantExposureArgs,
  opts: pulumi.CustomResourceOptions,
): TenantExposure {
  const word = wayInOf(tenant, platform);
  const custom = (role: string, object: k8s.apiextensions.CustomResourceArgs) =>
    new k8s.apiextensions.CustomResource(`${name}-${role}`, object, opts);
  if (needsGateway(word))
    return {
      resources: [
        custom("gateway", tenantGateway(tenant, platform)),
        custom("routes", tenantRoutes(tenant, platform)),
      ],
    };
  if (word === "direct") {
    const service = new k8s.core.v1.Service(
      `${name}-direct`,
      directService(tenant, platform),
      opts,
    );
    return { resources: [service], service };
  }
  if (word === "none") return { resources: [] };
  const certificate = ingressCertificate(tenant, platform);
  return {
    resources: [
      ...(certificate ? [custom("ingress-certificate", certificate)] : []),
      new k8s.networking.v1.Ingress(`${name}-ingress`, tenantIngress(tenant, platform), opts),
    ],
  };
}
