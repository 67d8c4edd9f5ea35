import type { ImageRegistry } from "../seldon/image";
import { imageParts } from "../seldon/image";
import type { istioImages } from "../versions";

/**
 * Where Istio's charts find their images. Hub and tag, and not whole references: the injector and its
 * templates put image names together by themselves, and would keep the chart's own hub for some.
 */
export function hubAndTag(registry: ImageRegistry | undefined, { pilot }: typeof istioImages) {
  const { registry: host, repository, tag } = imageParts(registry, pilot);
  return { hub: `${host}/${repository.replace(/\/[^/]+$/, "")}`, tag };
}
