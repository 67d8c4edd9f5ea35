import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { LiveReplicas } from "../cluster/seldon-objects";
import type { Policy } from "../network/policies";
import type { Platform } from "../schema/platform";
import type { Tenant as TenantSettings } from "../schema/tenant";
import type { SeldonImages } from "../seldon/image";
import { resolveQuota } from "../quota/profiles";
import { seldonRuntime } from "../seldon/runtime";
import { storageSecretName } from "../seldon/storage-secret";
import { tenantLabels } from "../seldon/tenant-labels";
import { controlPlaneCertificates } from "./control-plane-certificates";
import { defaultAccount } from "./default-account";
import { models } from "./models";
import { platformNamespace, type PullAccess } from "./platform-namespace";
import { PullSecret } from "./pull-secret";
import type { Seldon } from "./seldon";
import { servers } from "./servers";
import { tenantExposure } from "./tenant-exposure";
import { tenantMesh } from "./tenant-mesh";
import { tenantRobot, type TenantRobotArgs } from "./tenant-robots";
import { storageSecrets, type StorageLogin } from "./storage-secrets";
import { tenantMonitoring } from "./tenant-monitoring";
import { tenantQuota } from "./tenant-quota";
import { tenantRights } from "./tenant-rights";

export interface TenantArgs {
  readonly tenant: TenantSettings;
  readonly platform: Platform;
  /** Its namespace's policies, and the one that lets Seldon's controller out to it. */
  readonly policies: readonly Policy[];
  readonly registry?: PullAccess | undefined;
  /** Makes it a pull-only robot of its own; absent where all pull with the registry's login. */
  readonly robots?: TenantRobotArgs | undefined;
  /** Logins to model stores whose Secrets are made here. */
  readonly logins: readonly StorageLogin[];
  readonly images: SeldonImages;
  /** Of the Servers that the cluster has now. */
  readonly replicas: LiveReplicas;
  /** Istio's version; absent where there is no mesh. */
  readonly mesh?: string | undefined;
  /** Must be there when a runtime is made, and still be there when it is removed. */
  readonly seldon: Seldon;
}

/**
 * One team's namespace: shut, capped, with rights of its own, and, where it serves, a Seldon runtime that
 * no other tenant reaches. Protected until it is retired; a retired one holds nothing any more.
 */
export class Tenant extends pulumi.ComponentResource {
  /** The Service of a direct way in, whose address or NodePort the cluster may choose. */
  readonly wayIn?: k8s.core.v1.Service;

  constructor(name: string, args: TenantArgs, opts: pulumi.ComponentResourceOptions) {
    const { retire, kind } = args.tenant;
    super("seldon-platform:components:Tenant", name, {}, { ...opts, protect: !retire });
    // The protection is the component's alone: objects in it must be free to come and go.
    const child = { parent: this, protect: false };
    if (!retire) {
      const groundwork = shutNamespace(name, args, child);
      if (kind === "serving") {
        const after = pulumi.mergeOptions(child, { dependsOn: groundwork });
        serving(name, args, after);
        this.wayIn = tenantExposure(name, args, after).service;
      }
    }
    this.registerOutputs({});
  }
}

/** All that must be there before the first pod, and until the last one is gone. */
function shutNamespace(name: string, args: TenantArgs, opts: pulumi.CustomResourceOptions) {
  const { tenant, platform, policies, mesh } = args;
  const { kind, groups, podSecurity, storage } = tenant;
  const { controlPlaneTls, kafka } = platform.seldon;
  const registry = loginOf(name, args, opts);
  const labels = tenantLabels(pulumi.getStack(), tenant, mesh !== undefined);
  const shut = platformNamespace(name, { podSecurity, labels, policies, registry }, opts);
  const [namespace] = shut;
  // It takes with it what lies in it; the engine need not delete each of these by itself.
  const inside = { ...opts, dependsOn: namespace, deletedWith: namespace };
  const ownSecrets = storage.filter(({ existing }) => !existing).map(storageSecretName);
  const quota = resolveQuota(tenant.quota, platform.quotaProfiles, platform.environment);
  return [
    ...shut,
    ...tenantQuota(name, quota, inside),
    ...tenantRights(name, { kind, groups, ownSecrets, controller: args.seldon.account }, inside),
    ...(registry ? [defaultAccount(name, { pullSecret: PullSecret.secretName }, inside)] : []),
    ...storageSecrets(name, args.logins, inside),
    ...(controlPlaneTls && kind === "serving"
      ? controlPlaneCertificates(name, controlPlaneTls, inside)
      : []),
    ...(platform.monitoring
      ? tenantMonitoring(name, { ...named(tenant), kafka: !!kafka, ...platform.monitoring }, inside)
      : []),
  ];
}

/** A robot of the tenant's own where the stack makes them, else the registry's login. */
const loginOf = (
  name: string,
  { registry, robots }: TenantArgs,
  opts: pulumi.CustomResourceOptions,
): PullAccess | undefined =>
  registry && robots ? { ...registry, ...tenantRobot(name, robots, opts) } : registry;

/** From the runtime up to what is served; removed in the opposite order. */
function serving(name: string, args: TenantArgs, opts: pulumi.CustomResourceOptions): void {
  const { tenant, platform, registry, images, seldon, mesh } = args;
  const { seldon: settings, hodometer } = platform;
  // A pod that starts before its ways out are there would have to try again.
  const meshed = mesh === undefined ? [] : tenantMesh(name, args, opts);
  const runtime = new k8s.apiextensions.CustomResource(
    `${name}-runtime`,
    seldonRuntime({ namespace: name, runtime: tenant.runtime, hodometer, settings, mesh }),
    pulumi.mergeOptions(opts, { dependsOn: [seldon, ...meshed] }),
  );
  const pools = servers(
    name,
    {
      servers: tenant.servers,
      replicas: args.replicas,
      controllerNamespace: seldon.account.namespace,
      images,
      registry,
      pullSecret: registry && PullSecret.secretName,
      settings,
      mesh,
    },
    { ...opts, dependsOn: runtime },
  );
  models(name, tenant, { ...opts, dependsOn: [runtime, ...pools] });
}

/** What alerts call by name. */
const named = ({ kind, servers: pools, models: served }: TenantSettings) => ({
  kind,
  servers: pools.map(({ name }) => name),
  models: served.map(({ name }) => name),
});
