import { authorizationPolicies } from "../../istio/authorization-policies";
import { peerAuthentications } from "../../istio/peer-authentications";
import type { Flow } from "../../network/flow";
import { controllerFlows } from "../../network/flows/controller";
import { platformFlows } from "../../network/flows/platform";
import { tenantFlows } from "../../network/flows/tenant";
import { landscapeOf, trafficOf } from "../../network/landscape";
import {
  namespacePolicies,
  platformPolicies,
  tenantPolicies,
  type Policy,
} from "../../network/policies";
import type { KubernetesObject } from "../../policy/kubernetes-object";
import { platformNamespaces } from "../../schema/namespaces";
import type { Platform } from "../../schema/platform";

/** The rows of a stack's table, as the program puts them together. */
export interface Table {
  readonly controller: readonly Flow[];
  readonly ground: readonly Flow[];
  readonly tenants: ReadonlyMap<string, readonly Flow[]>;
}

export const tableOf = (platform: Platform): Table => {
  const landscape = landscapeOf(platform);
  return {
    controller: controllerFlows(landscape),
    ground: platformFlows(landscape),
    tenants: new Map(
      platform.tenants
        .filter(({ retire }) => !retire)
        .map((tenant) => [tenant.name, tenantFlows(landscape, trafficOf(tenant, platform))]),
    ),
  };
};

/** The same table with each row as the function has it; undefined takes it out. */
export function mapped({ controller, ground, tenants }: Table, change: Change): Table {
  const each = (rows: readonly Flow[]) => rows.flatMap((row) => change(row) ?? []);
  return {
    controller: each(controller),
    ground: each(ground),
    tenants: new Map([...tenants].map(([name, rows]) => [name, each(rows)])),
  };
}

type Change = (row: Flow) => Flow | undefined;

/** The objects of a stack as they would be if its table were this one. */
export function withTable(
  objects: readonly KubernetesObject[],
  table: Table,
  mesh: boolean,
): KubernetesObject[] {
  const others = objects.filter((object) => !isMadeOfRows(object));
  const namespaces = others
    .filter(({ kind }) => kind === "Namespace")
    .map(({ metadata }) => (metadata as { name: string }).name);
  // A part that is not installed has no namespace.
  const made = madeOf(table, mesh).filter(({ metadata }) =>
    namespaces.includes(metadata.namespace),
  );
  return [...others, ...made.map((object) => ({ ...object }))];
}

/** Policies, but for the two of the mesh that shut it and are made of no row. */
export const isMadeOfRows = ({ kind, metadata }: KubernetesObject): boolean => {
  if (kind === "NetworkPolicy") return true;
  const isOfMesh = kind === "PeerAuthentication" || kind === "AuthorizationPolicy";
  return isOfMesh && (metadata as { namespace: string }).namespace !== platformNamespaces.istio;
};

function madeOf({ controller, ground, tenants }: Table, mesh: boolean) {
  const policies = [
    ...namespacePolicies(platformNamespaces.controller, controller),
    ...Object.values(platformPolicies(ground)).flat(),
    ...[...tenants].flatMap(([name, rows]) => tenantPolicies(name, rows)),
  ].map(objectOf);
  const ofMesh = mesh
    ? [
        ...authorizationPolicies(platformNamespaces.gateway, ground),
        ...[...tenants].flatMap(([name, rows]) => [
          ...peerAuthentications(name, rows),
          ...authorizationPolicies(name, rows),
        ]),
      ]
    : [];
  return [...policies, ...ofMesh];
}

const objectOf = ({ namespace, name, spec }: Policy) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { namespace, name },
  spec,
});
