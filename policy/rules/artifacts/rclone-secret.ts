import { fieldsOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import { documentsIn } from "../../texts/documents";
import { childPath, ifKnown } from "../../unknown";
import { isRemote } from "./rclone-remote";

type Fields = Readonly<Record<string, unknown>>;

/** A remote and the field that it was read from. */
export interface FoundRemote {
  readonly path: string;
  readonly remote: Fields;
}

/**
 * The rclone remotes in the data of a Secret. A value that is unknown at preview is passed over: any Secret may hold
 * a generated password.
 */
export function remotesInSecret(secret: KubernetesObject): FoundRemote[] {
  // Logins of registries, certificates, tokens, releases: each has its own shape.
  if (/^(kubernetes\.io|helm\.sh|bootstrap\.kubernetes\.io)\//.test(textOf(secret.type) ?? ""))
    return [];
  return (["data", "stringData"] as const).flatMap((field) => {
    const texts = new Map<string, string>();
    for (const key of ifKnown(() => Object.keys(fieldsOf(secret[field]))) ?? []) {
      const written = ifKnown(() => textOf(fieldsOf(secret[field])[key]));
      if (written === undefined) continue;
      texts.set(key, field === "data" ? Buffer.from(written, "base64").toString() : written);
    }
    return [
      ...[...texts].flatMap(([key, text]) => remotesIn(text, childPath(field, key))),
      ...[...fromVariables(texts), ...fromKeys(texts)].map((remote) => ({ path: field, remote })),
    ];
  });
}

/** The remotes in a text: JSON or YAML at any depth, or the format of rclone's own file. */
export function remotesIn(text: string, path: string): FoundRemote[] {
  if (!/type/i.test(text)) return [];
  const documents = documentsIn(text) ?? [];
  return [...documents.flatMap((document) => remotesWithin(document, path)), ...inFile(text, path)];
}

/** The remotes in a value, documents in its texts included; all are told to lie at `path`. */
export function remotesWithin(value: unknown, path: string): FoundRemote[] {
  if (typeof value === "string") return remotesIn(value, path);
  if (typeof value !== "object" || value === null) return [];
  const fields = fieldsOf(value);
  if (isRemote(fields, /rclone/i.test(path))) return [{ path, remote: fields }];
  return Object.values(value).flatMap((child) => remotesWithin(child, path));
}

/** Sections in brackets, each with `key = value`. */
function inFile(text: string, path: string): FoundRemote[] {
  return text
    .split(/^[ \t]*(?=\[[^\]\n]+\][ \t]*\r?$)/m)
    .filter((section) => section.startsWith("["))
    .map((section) =>
      Object.fromEntries(
        [...section.matchAll(/^[ \t]*(\w+)[ \t]*=[ \t]*(.*?)[ \t]*\r?$/gm)].map(
          ([, key = "", value = ""]) => [key.toLowerCase(), value],
        ),
      ),
    )
    .filter((remote) => isRemote(remote, true))
    .map((remote) => ({ path, remote }));
}

/** `RCLONE_CONFIG_<NAME>_<PARAMETER>`, as rclone reads its environment. */
export function fromVariables(variables: ReadonlyMap<string, string>): Fields[] {
  return [...variables].flatMap(([name, type]) => {
    const prefix = /^(RCLONE_CONFIG_.+_)TYPE$/.exec(name)?.[1];
    if (prefix === undefined) return [];
    const own = [...variables].filter(([each]) => each.startsWith(prefix));
    const fields = own.map(([each, value]) => [each.slice(prefix.length).toLowerCase(), value]);
    return [{ ...(Object.fromEntries(fields) as Fields), type }];
  });
}

/** One key for each part: type, name, parameters. */
function fromKeys(texts: ReadonlyMap<string, string>): Fields[] {
  const parameters = documentsIn(texts.get("parameters") ?? "")?.[0];
  const remote = { ...Object.fromEntries(texts), parameters: fieldsOf(parameters) };
  return texts.has("type") && texts.has("parameters") && isRemote(remote) ? [remote] : [];
}
