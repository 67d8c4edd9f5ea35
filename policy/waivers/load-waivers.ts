import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../rule";
import { atBase } from "../site/base-revision";
import type { SiteSource } from "../site/site";
import { fingerprint } from "./fingerprint";
import { aboutWaiver, readWaivers, WAIVERS_FILE, type Waiver } from "./waiver";

/** The waivers that hold, and what is to be said of the file. */
export interface LoadedWaivers {
  readonly waivers: readonly Waiver[];
  readonly findings: readonly Finding[];
}

/**
 * Reads policy/waivers.yaml of the base revision. The working tree may take waivers away; those that it adds wait
 * until they are merged, each with a finding that asks for approval. @throws SiteError for a BASE that is no revision
 */
export function loadWaivers(source: SiteSource): LoadedWaivers {
  const { revision, isThere, text } = atBase(WAIVERS_FILE, source);
  const path = join(source.packDirectory, WAIVERS_FILE);
  const tree = readWaivers(
    existsSync(path) ? readFileSync(path, "utf8") : "",
    `policy/${WAIVERS_FILE}`,
  );
  if (!isThere) {
    if (tree.waivers.length > 0)
      source.warn(
        `warning: policy/${WAIVERS_FILE} is read from the working tree, because there is no ${revision} here: a change under review could waive what it breaks. Review that file by hand.`,
      );
    return tree;
  }
  return within(readWaivers(text ?? "", `policy/${WAIVERS_FILE} of ${revision}`), tree);
}

/** What of the working tree's waivers holds, when the base revision has these. */
export function within(base: LoadedWaivers, tree: LoadedWaivers): LoadedWaivers {
  const contentOf = (waiver: Waiver) => fingerprint({ ...waiver, index: undefined });
  const merged = new Set(base.waivers.map(contentOf));
  const isMerged = (waiver: Waiver): boolean => merged.has(contentOf(waiver));
  const added = tree.waivers.flatMap((waiver): Finding[] =>
    isMerged(waiver)
      ? []
      : [
          {
            ...aboutWaiver(
              `[${waiver.index}]`,
              "is new or changed, and holds only once it is merged",
              "Have it approved, and merge it before the change that needs it.",
            ),
            advice: true,
            needsApproval: true,
          },
        ],
  );
  return { waivers: tree.waivers.filter(isMerged), findings: [...tree.findings, ...added] };
}

/** The waivers for one stack: those that name it, by URN or by `stack`, or name none. */
export const waiversFor = (stack: string, waivers: readonly Waiver[]): Waiver[] =>
  waivers.filter(({ object, stack: named }) => {
    const ofUrn = /^urn:pulumi:([^:]*)::/.exec(object)?.[1];
    return [ofUrn, named].every((each) => each === undefined || each === stack);
  });
