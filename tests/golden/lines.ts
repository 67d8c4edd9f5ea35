import { fieldsOf, type KubernetesInputs } from "./fields";

/** One resource of `pulumi preview --json`, as far as it is read here. */
export interface Step {
  readonly urn: string;
  readonly newState: {
    readonly type: string;
    readonly parent?: string;
    readonly provider?: string;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly inputs?: Readonly<Record<string, unknown>>;
  };
}

/** What separates a line's fields, and one that no field holds. */
export const separator = " | ";

/**
 * A preview as text: one line per resource, sorted, because the order of registration is not stable.
 * `type name | under parent | field | …`, where a Kubernetes object goes by namespace/name. Where the
 * cluster is and how it is reached is left out, and so is every secret.
 */
export function linesOf(steps: readonly Step[]): string[] {
  return steps.map(lineOf).sort();
}

function lineOf({ urn, newState }: Step): string {
  const { type, parent, provider, protect, retainOnDelete, inputs = {} } = newState;
  const isOfKubernetes = type.startsWith("kubernetes:");
  const isObject = isOfKubernetes && "kind" in inputs;
  const fields = [
    ...(parent === undefined ? [] : [`under ${shortType(parent)} ${nameIn(parent)}`]),
    // Every object goes to the one cluster; another provider would be news.
    ...(isOfKubernetes && provider && nameIn(providerUrn(provider)) !== "cluster" ? [`provider ${provider}`] : []),
    ...(protect ? ["protected"] : []),
    ...(retainOnDelete ? ["kept on destroy"] : []),
    ...(isObject ? fieldsOf(inputs as unknown as KubernetesInputs) : []),
  ];
  const name = isObject ? nameOf(inputs as unknown as KubernetesInputs) : nameIn(urn);
  return [`${type.replace(/^kubernetes:/, "")} ${name}`, ...fields].join(separator);
}

const nameOf = ({ metadata: { namespace, name } }: KubernetesInputs): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

const nameIn = (urn: string): string => urn.split("::").at(-1) ?? "";

const shortType = (urn: string): string => urn.split("::").at(-2)?.split(":").at(-1) ?? "";

/** A reference to a provider is its URN and its ID. */
const providerUrn = (reference: string): string => reference.slice(0, reference.lastIndexOf("::"));
