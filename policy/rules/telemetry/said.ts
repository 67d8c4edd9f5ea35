import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { onceFor } from "../../once-for";
import type { PodTemplate } from "../../pods";
import { documentsIn } from "../../texts/documents";
import type { TelemetrySwitch } from "./entry";

type Fields = Readonly<Record<string, unknown>>;

/** What a container is told, by kind and name in lower case; undefined is a value that cannot be followed. */
export type Said = ReadonlyMap<string, string | undefined>;

export const keyOf = ({ via, name }: Pick<TelemetrySwitch, "via" | "name">): string =>
  `${via} ${name.toLowerCase()}`;

/** Variables, arguments, and the settings of the ConfigMaps that the pod mounts, as far as the set holds them. */
export function saidTo(
  container: Fields,
  { spec }: PodTemplate,
  namespace: string | undefined,
  objects: readonly KubernetesObject[],
): Said {
  const said = new Map<string, string | undefined>();
  const dataOf = (name: unknown): Fields =>
    configMaps(objects).get(`${namespace ?? ""}/${String(name)}`) ?? {};
  for (const volume of listOf(spec.volumes).map(fieldsOf)) {
    const sources = [volume, ...listOf(fieldsOf(volume.projected).sources).map(fieldsOf)];
    for (const { configMap } of sources)
      for (const text of Object.values(dataOf(fieldsOf(configMap).name))) settings(text, said);
  }
  for (const source of listOf(container.envFrom).map(fieldsOf)) {
    const data = dataOf(fieldsOf(source.configMapRef).name);
    for (const name of Object.keys(data))
      said.set(
        keyOf({ via: "variable", name: `${textOf(source.prefix) ?? ""}${name}` }),
        scalar(data[name]),
      );
  }
  for (const { name, value, valueFrom } of listOf(container.env).map(fieldsOf)) {
    const { name: map, key } = fieldsOf(fieldsOf(valueFrom).configMapKeyRef);
    const told = (valueFrom ?? undefined) === undefined ? (value ?? "") : dataOf(map)[String(key)];
    said.set(keyOf({ via: "variable", name: String(name) }), scalar(told));
  }
  words([...listOf(container.command), ...listOf(container.args)], said);
  return said;
}

const scalar = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "boolean" || typeof value === "number"
    ? String(value).trim().toLowerCase()
    : undefined;

function words(written: readonly unknown[], said: Map<string, string | undefined>): void {
  const all = written.flatMap((word) => (typeof word === "string" ? word.split(/\s+/) : []));
  all.forEach((word, index) => {
    const [, name, value] = /^-{1,2}([A-Za-z][\w.-]*)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) return;
    const next = all[index + 1];
    // A flag alone means yes, `--flag false` is its value.
    const told = value ?? (next === undefined || next.startsWith("-") ? "true" : next);
    said.set(keyOf({ via: "argument", name }), scalar(told));
  });
}

/** @param text YAML or JSON, or INI as Grafana writes it */
function settings(text: unknown, said: Map<string, string | undefined>): void {
  if (typeof text !== "string") return;
  let section = "";
  for (const line of text.split("\n")) {
    const header = /^\s*\[([\w.-]+)\]\s*$/.exec(line)?.[1];
    if (header !== undefined) section = header;
    const [, key, value] = /^\s*([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined)
      said.set(
        keyOf({ via: "setting", name: section === "" ? key : `${section}.${key}` }),
        scalar(value),
      );
  }
  for (const document of documentsIn(text) ?? [])
    for (const [outer, inner] of Object.entries(fieldsOf(document)))
      for (const [key, value] of Object.entries(fieldsOf(inner)))
        said.set(keyOf({ via: "setting", name: `${outer}.${key}` }), scalar(value));
}

const configMaps = onceFor(
  (objects: readonly KubernetesObject[]): ReadonlyMap<string, Fields> =>
    new Map(
      objects
        .filter((object) => isKind(object, "", "ConfigMap"))
        .map((object) => {
          const { namespace, name } = metadataOf(object);
          return [`${textOf(namespace) ?? ""}/${String(name)}`, fieldsOf(object.data)];
        }),
    ),
);
