import type { OpenRelease, Opened } from "../helm/open-release";
import { readObjects } from "../read-objects";
import type { KubernetesObject } from "../kubernetes-object";
import { onceFor } from "../once-for";
import type { Finding } from "../rule";
import { isPackaging, isRelease } from "../rules/program/charts-render";
import { markUnknowns } from "../unknown";

/** Objects are known by their type token's text: no class to forget, and other resources cost one comparison. */
export const isObject = (type: string): boolean =>
  isRelease(type) || (type.startsWith("kubernetes:") && !isPackaging(type));

/** A Patch edits fields of an object that something else owns: it neither owns a namespace nor closes one. */
export const isWhole = (type: string): boolean => isObject(type) && !type.endsWith("Patch");

/**
 * The engine's proxies throw on an unknown value, and the SDK turns that throw into a note that lets the change
 * pass. So look behind them; and should an SDK hide what is behind, fail in a way that stops the engine.
 */
export function behind(props: Record<string, unknown>): Readonly<Record<string, unknown>> {
  try {
    const target = (props.__getSpecialProxyTarget ?? props) as Record<string, unknown>;
    plain(target);
    return target;
  } catch {
    throw new Error(
      "This @pulumi/policy does not show unknown values to the gate, so nothing can be judged. Install the version that package-lock.json names.",
    );
  }
}

/** With unknown values marked; the same for the same inputs. */
export const plain = onceFor(
  (target: Readonly<Record<string, unknown>>) =>
    markUnknowns(target) as Readonly<Record<string, unknown>>,
);

/** What a resource stands for: its own object, or all that a Helm release would install. */
export interface Shown extends Opened {
  readonly objects: readonly KubernetesObject[];
  readonly findings: readonly Finding[];
}

/** A resource that the engine shows alone. */
export interface ShownResource {
  readonly type: string;
  readonly urn: string;
  readonly props: Record<string, unknown>;
}

/** Shows the objects of a resource, read once for all policies that ask. */
export type Show = (resource: ShownResource) => Shown;

export function showing(open: OpenRelease): Show {
  const known = new WeakMap<object, Shown>();
  return ({ type, urn, props }) => {
    const target = behind(props);
    let shown = known.get(target);
    if (shown === undefined) {
      const opened: Opened = isRelease(type)
        ? open(urn, plain(target))
        : { documents: [plain(target)] };
      const read = opened.documents.map(readObjects);
      shown = {
        ...opened,
        objects: read.flatMap(({ objects }) => objects),
        findings: read.flatMap(({ findings }) => findings),
      };
      known.set(target, shown);
    }
    return shown;
  };
}
