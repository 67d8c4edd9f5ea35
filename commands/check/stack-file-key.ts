import { isMap, isSeq, LineCounter, parseDocument, type Node } from "yaml";

/** A stack file as it lies in the checkout. */
export interface StackFile {
  /** As reports name it: `Pulumi.prod.yaml`. */
  readonly file: string;
  readonly text: string;
}

/** What of the stack file has a resource made; counted from 1. */
export interface StackFileKey {
  /** `seldon-platform:tenants[2]` */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Which part of the stack file each component stands for; a tenant is an item of a list besides. */
const KEYS: Readonly<Record<string, string>> = {
  CertManager: "certManager",
  MetalLb: "metalLb",
  Istio: "istio",
  Seldon: "tenants",
  Tenant: "tenants",
};

/** What the way in is made of lies in the mesh's component, and belongs to another key. */
const DOOR = /:(?:Service|Certificate|Gateway|VirtualService|Ingress)$/;

/**
 * The key of the stack file behind a resource, as far as its URN tells: by the component that it lies in, and for
 * what lies in a tenant by the tenant's name. Undefined where neither tells, or where the file does not say it.
 */
export function stackFileKeyOf(urn: string, text: string): StackFileKey | undefined {
  const [, , types = "", name = ""] = /^urn:pulumi:[^:]*::(.*?)::(.*?)::(.*)$/s.exec(urn) ?? [];
  const chain = types.split("$");
  const component = chain
    .map((type) => /^seldon-platform:components:(\w+)$/.exec(type)?.[1])
    .find((type) => type !== undefined);
  const counter = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: counter, logLevel: "silent" });
  const config = valueOf(contents, "config")?.value;
  const own = chain.at(-1) ?? "";
  const isDoor = component === "Istio" && chain.length === 2 && DOOR.test(own);
  const isRobot = component === undefined && /harbor/i.test(`${own}:${name}`);
  const key = isDoor ? "exposure" : isRobot ? "registry" : KEYS[component ?? ""];
  if (key === undefined) return undefined;
  const found = valueOf(config, `seldon-platform:${key}`);
  if (found === undefined) return undefined;
  const at = (node: Node, path: string): StackFileKey => {
    const { line, col } = counter.linePos(node.range?.[0] ?? 0);
    return { path, line, column: col };
  };
  const path = `seldon-platform:${key}`;
  const item = component === "Tenant" ? tenantIn(found.value, name) : undefined;
  return item === undefined ? at(found.key, path) : at(item.node, `${path}[${item.index}]`);
}

/** The tenant whose name the resource's begins with; the longest, as `team` and `team-a` may both be one. */
function tenantIn(
  list: Node | undefined,
  resource: string,
): { readonly index: number; readonly node: Node } | undefined {
  if (!isSeq(list)) return undefined;
  const own = list.items
    .map((node, index) => ({
      index,
      node: node as Node,
      name: String((valueOf(node, "name")?.value as { value?: unknown } | undefined)?.value),
    }))
    .filter(
      ({ name }) =>
        resource === name || resource.startsWith(`${name}-`) || resource.startsWith(`${name}:`),
    );
  return own.sort((a, b) => b.name.length - a.name.length)[0];
}

function valueOf(
  node: unknown,
  name: string,
): { readonly key: Node; readonly value: Node | undefined } | undefined {
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => (key as { value?: unknown } | null)?.value === name);
  return pair && { key: pair.key as Node, value: (pair.value ?? undefined) as Node | undefined };
}
