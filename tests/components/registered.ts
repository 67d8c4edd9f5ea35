import * as pulumi from "@pulumi/pulumi";

/** One resource as the engine would be told of it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  /** As they come over the wire: a secret is wrapped in a mark. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What it sits under, as in `Tenant team-a`; undefined for one that sits under the stack itself. */
  readonly parent: string | undefined;
  readonly opts: pulumi.CustomResourceOptions;
}

const keyOf = (type: string, name: string): string => `${type}::${name}`;

/**
 * Runs a piece of a program against mocks that know no provider, and waits until all of it is
 * registered. `make` gets the options that every component is to be made with.
 */
export async function registered(
  make: (opts: pulumi.ComponentResourceOptions) => void,
): Promise<Registered[]> {
  const inputs = new Map<string, Registered["inputs"]>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs: given }) => {
        if (inputs.has(keyOf(type, name))) throw new Error(`${type} ${name} is registered twice`);
        inputs.set(keyOf(type, name), given as Registered["inputs"]);
        return { id: name, state: given as Record<string, unknown> };
      },
      call: ({ token }) => {
        throw new Error(`nothing may call ${token}`);
      },
    },
    "seldon-platform",
    "test",
  );
  const seen = new Map<string, Pick<Registered, "parent" | "opts">>();
  // The mocks are told no options; a transformation sees them, and is handed down to all children.
  const record: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
    seen.set(keyOf(type, name), { parent: parentOf(opts), opts });
    // Only a real engine runs transforms; before the mocks, a resource with one is never registered.
    return { props: props, opts: { ...opts, transforms: [] } };
  };
  make({ transformations: [record] });
  await pulumi.runtime.disconnect();
  return [...inputs].map(([key, given]) => {
    const [type = "", name = ""] = key.split("::");
    const options = seen.get(key);
    return { type, name, inputs: given, parent: options?.parent, opts: options?.opts ?? {} };
  });
}

/** Every resource as "type name < parent", sorted: what there is, and under what. */
export const tree = (resources: readonly Registered[]): string[] =>
  resources.map(({ type, name, parent }) => `${type} ${name} < ${parent ?? "the stack"}`).sort();

/** The resources of one type, by its last part: "Namespace". */
export const ofKind = (resources: readonly Registered[], kind: string): Registered[] =>
  resources.filter(({ type }) => type.endsWith(`:${kind}`));

/** The value of a secret and whether it is one, as the wire marks it. */
export function unwrap(value: unknown): { secret: boolean; value: unknown } {
  const mark = value as { [key: string]: unknown; value?: unknown } | undefined;
  return mark?.[pulumi.runtime.specialSigKey] === pulumi.runtime.specialSecretSig
    ? { secret: true, value: mark.value }
    : { secret: false, value };
}

const parentOf = ({ parent }: pulumi.ResourceOptions): string | undefined => {
  if (parent === undefined) return undefined;
  const { __pulumiType: type, __name: name } = parent as unknown as Record<string, string>;
  return `${type?.split(":").at(-1) ?? ""} ${name ?? ""}`;
};
