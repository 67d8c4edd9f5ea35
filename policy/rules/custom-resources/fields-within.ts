import { childPath } from "../../unknown";

/** One field of a document, at whatever depth. */
export interface Field {
  /** As the kind's schema spells it: Istio reads `jwks_uri` and `jwksUri` alike. */
  readonly key: string;
  readonly value: unknown;
  readonly path: string;
  /** What it is a field of. */
  readonly parent: Readonly<Record<string, unknown>>;
}

/** All fields of a value and of what is in it, whatever a version of its kind nests them in. */
export function fieldsWithin(value: unknown, path: string): Field[] {
  const found: Field[] = [];
  collect(value, path, found);
  return found;
}

/** Of names like `proxy_metadata`; variables like `CA_ADDR` are left as they are. */
export const camelCase = (key: string): string =>
  /^[a-z0-9]+(_[a-z0-9]+)+$/.test(key)
    ? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : key;

function collect(value: unknown, path: string, found: Field[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      collect(item, childPath(path, index), found);
    });
    return;
  }
  const parent = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(parent)) {
    const at = { key: camelCase(key), value: parent[key], path: childPath(path, key), parent };
    found.push(at);
    collect(at.value, at.path, found);
  }
}
