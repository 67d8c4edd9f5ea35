import type { ReportViolation } from "@pulumi/policy";
import { SiteError, type Site } from "./site";

/** What the pack needs from outside: read once per stack, and only when the first resource is judged. */
export type SiteOf = (stack: string) => Site;

/** The site of the stack that a resource belongs to; undefined, and reported, where there is no site data. */
export function siteOr(siteOf: SiteOf, urn: string, report: ReportViolation): Site | undefined {
  try {
    return siteOf(stackOf(urn));
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    report(error.message);
    return undefined;
  }
}

/** For policies that need not say that there is no site data: once is enough. */
export const silent: ReportViolation = () => undefined;

/** `urn:pulumi:<stack>::<project>::…`: the one place that names the stack with every version of the engine. */
export const stackOf = (urn: string): string => /^urn:pulumi:([^:]*)::/.exec(urn)?.[1] ?? "";
