import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import type { Quota } from "../quota/profiles";

/**
 * What the namespace `name` may use. Everything that makes pods there must wait for all that is returned:
 * Kubernetes holds no pod to a quota that came after it, and gives it no default amounts.
 */
export function tenantQuota(
  name: string,
  { hard, container }: Quota,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const parts = Object.entries(container).filter(([, amounts]) => Object.keys(amounts).length > 0);
  const resources: pulumi.Resource[] = [];
  if (Object.keys(hard).length > 0)
    resources.push(
      new k8s.core.v1.ResourceQuota(
        `${name}-quota`,
        { metadata: { name: "tenant-quota", namespace: name }, spec: { hard } },
        opts,
      ),
    );
  if (parts.length > 0)
    resources.push(
      new k8s.core.v1.LimitRange(
        `${name}-limits`,
        {
          metadata: { name: "tenant-limits", namespace: name },
          spec: { limits: [{ type: "Container", ...Object.fromEntries(parts) }] },
        },
        opts,
      ),
    );
  return resources;
}
