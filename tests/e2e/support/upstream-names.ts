import {
  certManagerImages,
  images,
  istioImages,
  metalLbImages,
  type ImagePin,
} from "../../../versions";
import type { KubernetesObject } from "./platform-objects";

const pins: readonly ImagePin[] = [
  ...Object.values(images),
  ...Object.values(istioImages),
  ...Object.values(metalLbImages),
  ...Object.values(certManagerImages),
];

/** Hosts of our pins, of other public registries, and what istiod's own template pulls without a host. */
const names: readonly string[] = [
  ...new Set(pins.map(({ host }) => host)),
  ...["gcr.io", "ghcr.io", "registry.k8s.io", "registry.istio.io", "busybox"],
];

/**
 * Each text of an object that names a public registry: found by the bare letters, on purpose, and by nothing
 * that the gate itself looks with. Keys are texts too; none of them all is let off.
 */
export function upstreamNames(object: KubernetesObject): string[] {
  const found: string[] = [];
  const look = (text: string) => {
    for (const name of names)
      if (text.includes(name))
        found.push(`${object.kind} ${object.metadata.name}: ${name} in ${text.slice(0, 200)}`);
  };
  JSON.parse(JSON.stringify(object), (key, value: unknown) => {
    look(key);
    if (typeof value === "string") look(value);
    return value;
  });
  return found;
}
