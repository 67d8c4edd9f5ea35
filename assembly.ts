import type * as pulumi from "@pulumi/pulumi";

import type { Admission } from "./cluster/admission";
import type { LiveReplicas } from "./cluster/seldon-objects";
import { CertManager } from "./components/cert-manager";
import { Istio } from "./components/istio";
import { MetalLb } from "./components/metal-lb";
import { Seldon } from "./components/seldon";
import { Tenant } from "./components/tenant";
import { doorCertificate } from "./exposure/certificate";
import { gatewayServices } from "./exposure/gateway-services";
import { HarborProvider } from "./harbor/harbor-provider";
import { authorizationPolicies } from "./istio/authorization-policies";
import type { Flow } from "./network/flow";
import { controllerFlows } from "./network/flows/controller";
import { platformFlows } from "./network/flows/platform";
import { tenantFlows } from "./network/flows/tenant";
import { landscapeOf, trafficOf } from "./network/landscape";
import { namespacePolicies, platformPolicies, tenantPolicies } from "./network/policies";
import { platformNamespaces } from "./schema/namespaces";
import type { Platform } from "./schema/platform";
import type { Exposed } from "./summary";
import type { Supplies } from "./supplies";
import { certManagerImages, charts, images, istioImages, metalLbImages } from "./versions";

interface Making extends Supplies {
  readonly platform: Platform;
  readonly admits: Admission;
  /** Of the Servers that the cluster has now. */
  readonly replicas: LiveReplicas;
}

/** Makes all of the platform, each part after those that it stands on. */
export function assemble(making: Making, opts: pulumi.ComponentResourceOptions): Exposed {
  const { platform, registry, robots, logins, replicas } = making;
  const { tenants, hodometer, istio } = platform;
  const landscape = landscapeOf(platform);
  const { parts, services } = ground(making, platformFlows(landscape), opts);
  const seldon = new Seldon(
    "seldon",
    {
      namespace: platformNamespaces.controller,
      chart: making.setupChart,
      images,
      registry,
      policies: namespacePolicies(platformNamespaces.controller, controllerFlows(landscape)),
      // A retired tenant is watched until its item is gone: somebody has to clear its finalizers.
      watchNamespaces: tenants.filter(({ kind }) => kind === "serving").map(({ name }) => name),
      hodometer,
      settings: platform.seldon,
      meshed: istio.enabled,
    },
    opts,
  );
  const around = {
    platform,
    registry,
    robots: robots && { ...robots, harbor: harborOf(robots) },
    images,
    replicas,
    mesh: istio.enabled ? charts.istiod.version : undefined,
    seldon,
  };
  const direct = tenants.map((tenant) => {
    const rows = tenantFlows(landscape, trafficOf(tenant, platform));
    const policies = tenantPolicies(tenant.name, rows);
    const own = { tenant, policies, logins: logins[tenant.name] ?? [] };
    const { wayIn } = new Tenant(tenant.name, { ...around, ...own }, { ...opts, dependsOn: parts });
    return [tenant.name, wayIn] as const;
  });
  return { gateway: services, direct: Object.fromEntries(direct) };
}

const harborOf = ({ url, username, password, caFile }: NonNullable<Supplies["robots"]>) =>
  new HarborProvider("harbor", { url, username, password, caFile }, {});

/** What Seldon and its tenants stand on, as far as the stack file has it installed. */
function ground(
  { platform, certManager, metalLb, istio, registry, admits }: Making,
  rows: readonly Flow[],
  opts: pulumi.ComponentResourceOptions,
): { parts: pulumi.Resource[]; services: Exposed["gateway"] } {
  const { environment, exposure } = platform;
  const common = { registry, admits, environment };
  const policies = platformPolicies(rows);
  const parts: pulumi.Resource[] = [];
  if (certManager) {
    const own = { exposure, images: certManagerImages, policies: policies.certManager };
    parts.push(new CertManager("cert-manager", { ...common, ...certManager, ...own }, opts));
  }
  if (metalLb) {
    const own = { images: metalLbImages, policies: policies.metalLb };
    parts.push(new MetalLb("metallb", { ...common, ...metalLb, ...own }, opts));
  }
  if (!istio) return { parts, services: {} };
  const door = { services: gatewayServices(platform), certificate: doorCertificate(platform) };
  const mesh = new Istio(
    "istio",
    {
      ...common,
      ...istio,
      ...door,
      images: istioImages,
      policies,
      authorizations: authorizationPolicies(platformNamespaces.gateway, rows),
    },
    { ...opts, dependsOn: [...parts] },
  );
  return { parts: [...parts, mesh], services: mesh.services };
}
