import { fieldsOf, listOf, textOf, type KubernetesObject } from "../kubernetes-object";
import { containersOf, podsOf } from "../pods";
import type { Text } from "../texts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The texts of an object's containers that refer to variables, with the variables put in: by Kubernetes (`$(NAME)`), or
 * by a shell (`$NAME`, `${NAME}`). What comes from other objects stays as it is written.
 */
export const assembledIn = (object: KubernetesObject): readonly Text[] =>
  podsOf(object).flatMap((pod) =>
    containersOf(pod).flatMap(({ path, container }) => ofContainer(container, path)),
  );

function ofContainer(container: Fields, path: string): Text[] {
  const found: Text[] = [];
  const known = new Map<string, string>();
  listOf(container.env)
    .map(fieldsOf)
    .forEach(({ name: written, value }, index) => {
      const name = textOf(written);
      if (name === undefined || typeof value !== "string") return;
      const whole = assembled(value, known);
      known.set(name, whole);
      if (whole !== value) found.push({ path: `${path}.env[${index}].value`, name, value: whole });
    });
  for (const field of ["command", "args"])
    listOf(container[field]).forEach((word, index) => {
      if (typeof word !== "string") return;
      const value = assembled(word, ownVariables(word, known));
      if (value !== word) found.push({ path: `${path}.${field}[${index}]`, name: "", value });
    });
  const probes = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];
  for (const field of probes) inside(container[field], `${path}.${field}`, known, found);
  return found;
}

function inside(
  value: unknown,
  path: string,
  known: ReadonlyMap<string, string>,
  found: Text[],
): void {
  for (const field of Object.keys(fieldsOf(value))) {
    const child = fieldsOf(value)[field];
    listOf(child).forEach((word, index) => {
      if (typeof word !== "string") return;
      const whole = assembled(word, known);
      if (whole !== word)
        found.push({ path: `${path}.${field}[${index}]`, name: "", value: whole });
    });
    inside(child, `${path}.${field}`, known, found);
  }
}

/** What a script says itself before it uses it: `A=https://; B=evil.example; curl $A$B`. */
function ownVariables(
  script: string,
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const all = new Map(known);
  const assignments = script.matchAll(/(?<=^|[\s;&(])([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;&"']*)/g);
  for (const [, name = "", value = ""] of assignments)
    all.set(name, assembled(value.replace(/^["']|["']$/g, ""), all));
  return all;
}

const REFERENCE = /\$\(([\w.-]+)\)|\$\{(\w+)\}|\$(\w+)/g;

function assembled(text: string, known: ReadonlyMap<string, string>): string {
  if (!text.includes("$")) return text;
  const put = text.replace(
    REFERENCE,
    (reference, ...names: (string | undefined)[]) =>
      known.get(names[0] ?? names[1] ?? names[2] ?? "") ?? reference,
  );
  // "https://""evil.example": a shell reads it as one word.
  return put === text ? text : put.replace(/""|''/g, "");
}
