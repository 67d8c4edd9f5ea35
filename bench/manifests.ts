/** A Kubernetes object as a person would write it. */
export interface Manifest {
  readonly [field: string]: unknown;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The part of `pulumi stack export --show-secrets` that is read here. */
export interface StackExport {
  readonly deployment: {
    readonly resources: readonly {
      readonly type: string;
      readonly custom: boolean;
      readonly inputs?: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** The key by which a state file marks a value that is more than plain JSON, and the mark of a secret. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** The Kubernetes objects that a stack holds, namespaces first, as kubectl needs them. */
export function manifestsOf(state: StackExport): Manifest[] {
  const objects = state.deployment.resources
    .filter(({ custom, type }) => custom && type.startsWith("kubernetes:"))
    .map(({ inputs }) => plain(inputs) as Manifest);
  const rank = ({ kind }: Manifest) => (kind === "Namespace" ? 0 : 1);
  return objects.sort((a, b) => rank(a) - rank(b));
}

/** One stream for `kubectl -f`. */
export const listOf = (items: readonly Manifest[]): string =>
  JSON.stringify({ apiVersion: "v1", kind: "List", items });

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields[signature] === secret) return plain(JSON.parse(String(fields["plaintext"])));
  // The provider's own notes, such as __fieldManager, are no part of the object.
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, item]) => [key, plain(item)]),
  );
}
