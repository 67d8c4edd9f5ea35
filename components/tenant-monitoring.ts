import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { prometheusRule, type AlertArgs } from "../seldon/alerts";
import { monitors, type MonitorArgs } from "../seldon/monitors";

export type TenantMonitoringArgs = AlertArgs & MonitorArgs;

/** What Prometheus scrapes of the tenant `name`, and what it alerts of. */
export const tenantMonitoring = (
  name: string,
  args: TenantMonitoringArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] =>
  [...(args.kind === "serving" ? monitors(name, args) : []), prometheusRule(name, args)].map(
    (object) =>
      new k8s.apiextensions.CustomResource(
        `${name}-${object.metadata.name}-${object.kind.toLowerCase()}`,
        object,
        opts,
      ),
  );
