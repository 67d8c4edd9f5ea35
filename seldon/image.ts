import type { Image, SeldonSettings } from "../schema/seldon";
import type { ImagePin } from "../versions";

/** The images of Seldon's setup chart, by the chart's own names. */
export type SeldonImages = Readonly<Record<keyof SeldonSettings["images"], ImagePin>>;

/** Where a stack pulls from: the host, and Harbor's project or folder. */
export interface ImageRegistry {
  readonly host: string;
  readonly prefix?: string | undefined;
}

/** An image in the three parts that charts want it in. */
export interface ImageParts {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/** The pins, with a stack's own builds in place of Seldon's. */
export const withOwnBuilds = (pins: SeldonImages, own: SeldonSettings["images"]): SeldonImages => ({
  ...pins,
  ...Object.fromEntries(Object.entries(own).map(([name, image]) => [name, asPin(image)])),
});

/** An own build as a pin: without a registry it comes from docker.io. */
export const asPin = (image: Image): ImagePin => ({ host: "docker.io", ...image });

/** A registry replaces the host and keeps the path; without one the image comes from upstream. */
export const imageParts = (
  registry: ImageRegistry | undefined,
  { host, path, tag }: ImagePin,
): ImageParts =>
  registry
    ? { registry: registry.host, repository: below(registry.prefix, path), tag }
    : { registry: host, repository: path, tag };

/** The same in one piece, as a pod wants it. */
export function imageReference(registry: ImageRegistry | undefined, pin: ImagePin): string {
  const parts = imageParts(registry, pin);
  return `${parts.registry}/${parts.repository}:${parts.tag}`;
}

const below = (prefix: string | undefined, path: string): string =>
  prefix === undefined ? path : `${prefix}/${path}`;
