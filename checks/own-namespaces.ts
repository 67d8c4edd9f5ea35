import { platformNamespaces } from "../schema/namespaces";
import type { CheckedPart } from "../schema/platform";

/** The namespaces that a stack makes, each of which lets in and out only what the platform itself needs. */
export function ownNamespaces({ istio, metalLb, certManager, tenants }: CheckedPart): string[] {
  const { controller, istio: mesh, cni, gateway, metalLb: addresses } = platformNamespaces;
  return [
    controller,
    ...(istio.enabled ? [mesh, cni, gateway] : []),
    ...(metalLb ? [addresses] : []),
    ...(certManager ? [platformNamespaces.certManager] : []),
    ...tenants.map(({ name }) => name),
  ];
}
