import type { KubernetesObject } from "./platform-objects";

/** The object with a field of its spec that nobody knows. */
export const misspelt = (object: KubernetesObject): KubernetesObject => ({
  ...object,
  spec: { ...object.spec, typo: 1 },
});

/** Fields deep inside of some kinds, each with a slip of the finger beside it. */
const slips: readonly (readonly [field: string, slip: string])[] = [
  ["resources", "limit"],
  ["destination", "destinations"],
  ["number", "nummer"],
  ["matchLabels", "matchLabel"],
  ["group", "groop"],
  ["http01", "http1"],
];

/** The object with such a slip wherever the field is, one object for each; nothing where there is none. */
export const misspeltDeep = (object: KubernetesObject): KubernetesObject[] =>
  slips.flatMap(([field, slip]) => {
    const text = JSON.stringify(object.spec);
    const wrong = text.replaceAll(`"${field}":`, `"${slip}":{},"${field}":`);
    return wrong === text ? [] : [{ ...object, spec: JSON.parse(wrong) as typeof object.spec }];
  });
