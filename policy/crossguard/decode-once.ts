import { createRequire } from "node:module";
import { onceFor } from "../once-for";
import { childPath } from "../unknown";

/** What the engine sent, before the SDK takes the marks of secrets away. */
interface Wire {
  toJavaScript(): Record<string, unknown>;
}

// What the SDK exports but its type declarations leave out. It is the module itself and not what an import makes of
// it in a bundle, a copy: what is put into it, the SDK has to find there.
const decoder = createRequire(__filename)("@pulumi/policy/deserialize") as {
  deserializeProperties: (wire: Wire, keepsSecrets: boolean) => Record<string, unknown>;
};

const sent = new WeakMap<object, Wire>();

/**
 * Has the SDK decode a resource once for all policies. It decodes anew for each, which with as many policies as
 * there are rules takes most of a preview's time. No rule writes to what it is shown, so all can share it.
 */
export function decodeOnce(): void {
  const decode = decoder.deserializeProperties;
  const decoded = onceFor((wire: Wire) => {
    const props = decode(wire, false);
    sent.set(props, wire);
    return props;
  });
  decoder.deserializeProperties = (wire, keepsSecrets) =>
    keepsSecrets ? decode(wire, true) : decoded(wire);
}

/** The paths of inputs that are marked as secret; undefined where decodeOnce() saw nothing of them. */
export const secretsOf = onceFor((props: object): readonly string[] | undefined => {
  const wire = sent.get(props);
  return wire && marksIn(wire.toJavaScript(), "");
});

// specialSigKey and specialSecretSig of @pulumi/pulumi's runtime/rpc.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

function marksIn(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ((value as Record<string, unknown>)[SIGNATURE] === SECRET) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    marksIn(inner, childPath(path, Array.isArray(value) ? Number(key) : key)),
  );
}
