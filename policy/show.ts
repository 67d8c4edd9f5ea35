import type { OpenRelease, Opened } from "./open-release";
import { isPackaging, isRelease } from "./rules/charts-render";
import { markUnknowns } from "./unknown";

/** Objects are known by their type token's text: no class to forget, and other resources cost one comparison. */
export const isObject = (type: string): boolean =>
  isRelease(type) || (type.startsWith("kubernetes:") && !isPackaging(type));

/** A Patch edits fields of an object that something else owns: it neither owns a namespace nor closes one. */
export const isWhole = (type: string): boolean => isObject(type) && !type.endsWith("Patch");

/**
 * The engine's proxies throw on an unknown value, and the SDK turns that throw into a note that lets the change
 * pass. So look behind them; and should an SDK hide what is behind, fail in a way that stops the engine.
 */
export function plain(props: Record<string, unknown>): unknown {
  try {
    return markUnknowns(props.__getSpecialProxyTarget ?? props);
  } catch {
    throw new Error(
      "This @pulumi/policy does not show unknown values to the gate, so nothing can be judged. Install the version that package-lock.json names.",
    );
  }
}

/** The documents that a resource stands for: itself, or all that a Helm release would install. */
export type Show = (resource: {
  readonly type: string;
  readonly urn: string;
  readonly props: Record<string, unknown>;
}) => Opened;

export const showing =
  (open: OpenRelease): Show =>
  ({ type, urn, props }) =>
    isRelease(type) ? open(urn, plain(props)) : { documents: [plain(props)] };
