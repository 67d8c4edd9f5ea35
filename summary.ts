import * as pulumi from "@pulumi/pulumi";
import type * as k8s from "@pulumi/kubernetes";

import { fixedAddresses, fixedPorts } from "./exposure/address-table";
import { entryOf, type Entry, type Found } from "./exposure/entry";
import { gatewayServiceNames } from "./exposure/gateway-services";
import { f5Members, haproxyMembers } from "./exposure/load-balancer-members";
import { isServed, usesOf, wayInOf } from "./exposure/ways-in";
import { registriesYaml } from "./harbor/registries-yaml";
import { keyText, type Path } from "./schema/path";
import type { Platform } from "./schema/platform";
import type { Tenant } from "./schema/tenant";
import { requestsOf } from "./seldon/request";
import { certManagerImages, images, istioImages, metalLbImages, type ImagePin } from "./versions";

/** The registries that images come from where no Harbor is in between. */
const upstreams = [images, istioImages, metalLbImages, certManagerImages]
  .flatMap((pins) => Object.values<ImagePin>(pins))
  .map(({ host }) => host);

/** Where the tenant's entry point is without a way in: at the end of a port-forward. */
const forwarded = "http://localhost:8080";

/** A Service as far as it tells what the cluster has chosen for it. */
export type ExposedService = Pick<k8s.core.v1.Service, "spec" | "status">;

/** The Services of the ways in: those before the gateway by their own name, direct ones by tenant. */
export interface Exposed {
  readonly gateway: Readonly<Record<string, ExposedService>>;
  readonly direct: Readonly<Record<string, ExposedService | undefined>>;
}

/** The stack's outputs: what there is, and what to type next. */
export function summary(platform: Platform, exposed: Exposed) {
  const { tenants, hodometer, seldon, registry } = platform;
  const served = tenants.filter(isServed);
  const retired = tenants.filter(({ retire }) => retire).map(({ name }) => name);
  const requests = served
    .filter(({ models, experiments, pipelines }) =>
      [models, experiments, pipelines].some(({ length }) => length > 0),
    )
    .map((tenant) => [tenant.name, fromEntry(tenant, platform, exposed, callsOf(tenant))] as const);
  const waysIn = served
    .filter((tenant) => wayInOf(tenant, platform) !== "none")
    .map((tenant) => [tenant.name, fromEntry(tenant, platform, exposed, shown)] as const);
  const ownBuilds = Object.entries(seldon.images).map(
    ([part, { path, tag }]) => [part, `${path}:${tag}`] as const,
  );
  return {
    tenants: tenants.filter(({ retire }) => !retire).map(({ name }) => name),
    hodometer: hodometer.enabled ? "on" : "off",
    ...(waysIn.length > 0 && { waysIn: Object.fromEntries(waysIn) }),
    ...(requests.length > 0 && { requests: Object.fromEntries(requests) }),
    ...(usesOf(platform).has("hardwareLoadBalancer") && {
      haproxy: haproxyMembers(platform),
      f5: f5Members(platform),
    }),
    ...addresses(platform),
    ...(registry && { registriesYaml: registriesYaml(registry, upstreams) }),
    ...addOns(platform),
    ...(ownBuilds.length > 0 && { ownBuilds: Object.fromEntries(ownBuilds) }),
    ...(retired.length > 0 && {
      retired: `${retired.join(", ")}: remove the item and run pulumi up again, before Seldon's controller is restarted`,
    }),
  };
}

/** Plain as long as the stack file decides; an Output where the cluster chooses an address or a port. */
function fromEntry<T>(
  tenant: Tenant,
  platform: Platform,
  exposed: Exposed,
  make: (entry: Entry | undefined) => T,
): T | pulumi.Output<T> {
  const service = chooser(tenant, platform, exposed);
  return service
    ? pulumi
        .all([service.spec, service.status])
        // A status is there once the cluster has written one.
        .apply(([spec, status]) => make(entryOf(tenant, platform, foundIn(spec, status))))
    : make(entryOf(tenant, platform, {}));
}

/** The Service whose address or port the stack file does not fix. */
function chooser(tenant: Tenant, platform: Platform, { gateway, direct }: Exposed) {
  const { address, direct: kind } = platform.exposure;
  switch (wayInOf(tenant, platform)) {
    case "cloudLoadBalancer":
      return gateway[gatewayServiceNames.cloud];
    case "metalLb":
      return address === undefined ? gateway[gatewayServiceNames.metalLb] : undefined;
    case "direct":
      return tenant.exposure[kind.service === "nodePort" ? "nodePort" : "address"] === undefined
        ? direct[tenant.name]
        : undefined;
    default:
      return undefined;
  }
}

function foundIn(
  spec: k8s.types.output.core.v1.ServiceSpec,
  status: Partial<k8s.types.output.core.v1.ServiceStatus> | undefined,
): Found {
  const [given] = status?.loadBalancer?.ingress ?? [];
  return { address: given?.ip ?? given?.hostname, nodePort: spec.ports[0]?.nodePort };
}

const shown = (entry: Entry | undefined) =>
  entry && {
    way: entry.way,
    url: entry.url,
    ...(entry.address !== undefined && { address: entry.address }),
    hosts: entry.hosts,
  };

const callsOf =
  (tenant: Tenant) =>
  (entry: Entry | undefined): Record<string, string> =>
    entry
      ? {
          ...(entry.first !== undefined && { first: entry.first }),
          ...requestsOf(tenant, entry.url, entry.flags),
        }
      : {
          first: `kubectl -n ${tenant.name} port-forward svc/seldon-mesh 8080:80`,
          ...requestsOf(tenant, forwarded),
        };

/** One line for each address and NodePort that the stack file fixes: whose it is, and by which key. */
function addresses(platform: Platform) {
  const line = (value: string, owner: string, path: Path) =>
    `${value}  ${owner}  (${keyText(path)})`;
  const lines = [
    ...fixedAddresses(platform).map(({ address, owner, path }) => line(address, owner, path)),
    ...fixedPorts(platform).map(({ nodePort, owner, path }) => line(String(nodePort), owner, path)),
  ];
  return lines.length > 0 ? { addresses: lines } : {};
}

/** The port of Jaeger's own Service is 80. */
function addOns({ addOns: { kiali, jaeger } }: Platform) {
  const lines = {
    ...(kiali && { kiali: `kubectl -n ${kiali.namespace} port-forward svc/kiali 20001:20001` }),
    ...(jaeger && { jaeger: `kubectl -n ${jaeger.namespace} port-forward svc/tracing 16686:80` }),
  };
  return Object.keys(lines).length > 0 ? { addOns: lines } : {};
}
