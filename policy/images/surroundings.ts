import { fieldsOf } from "../kubernetes-object";
import { onceForText } from "../once-for";
import { hintOf } from "./image-strings";

/** Whether a field of this name holds nothing but an image. */
export const isImageField = onceForText(
  (key): boolean => key === "image" || /Image$|[/.]image$/.test(key),
);

/** Whether fields are a pod, or its template, that Istio's injector fills in. */
export function isInjectedPod(fields: Readonly<Record<string, unknown>>): boolean {
  const { annotations, labels } = fieldsOf(fields.metadata);
  if (fieldsOf(annotations)["inject.istio.io/templates"] === undefined) return false;
  const inject = "sidecar.istio.io/inject";
  return fieldsOf(labels)[inject] === "true" || fieldsOf(annotations)[inject] === "true";
}

/** Whether a document names, at any depth, the front part that images in it get. */
export const namesHub = (node: unknown): boolean =>
  typeof node === "object" &&
  node !== null &&
  Object.entries(node).some(
    ([key, value]) =>
      (hintOf(key) === "front" && typeof value === "string" && value !== "") || namesHub(value),
  );
