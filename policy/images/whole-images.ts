import type { KubernetesObject } from "../kubernetes-object";
import { onceFor } from "../once-for";
import { imageFields } from "./image-fields";
import { parseImage, type ImageReference } from "./image-reference";

/** An image that an object names from host to tag. */
export interface WholeImage {
  readonly path: string;
  /** As written, or as its parts make it up. */
  readonly reference: string;
  readonly image: ImageReference;
}

/**
 * The images of an object that are named whole: no front parts, nothing unknown, and nothing that only a host
 * and a path make look like one. Of those, images-come-from-harbor tells.
 */
export const wholeImages = onceFor((object: KubernetesObject): readonly WholeImage[] =>
  imageFields(object).flatMap(({ path, reference = "/", isNamed }) => {
    const image = reference.endsWith("/") ? undefined : parseImage(reference);
    if (image === undefined) return [];
    const isSure = isNamed || image.tag !== undefined || image.digest !== undefined;
    return isSure ? [{ path, reference, image }] : [];
  }),
);
