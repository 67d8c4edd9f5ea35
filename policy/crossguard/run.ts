import type { ReportViolation } from "@pulumi/policy";
import type { Finding, ProgramResource } from "../rule";
import type { Site } from "../site/site";
import { SiteError } from "../site/base-revision";
import { siteOr, stackOf, type SiteOf } from "../site/site-of-stack";
import { ledgerOf, type Ledger, type Waivable } from "../waivers/ledger";
import { waiversFor, type LoadedWaivers } from "../waivers/load-waivers";
import { lineFor } from "./policy-text";
import type { About, Recorded, Report } from "./record";
import type { Shown } from "./show";

/** What the pack needs from outside; nothing of it is asked before the first resource is judged. */
export interface Outside {
  readonly siteOf: SiteOf;
  readonly waivers: () => LoadedWaivers;
  /** In UTC, as in 2031-05-28. */
  readonly today: () => string;
  /** The files of the checkout, by their paths. */
  readonly files: () => ReadonlyMap<string, string>;
  /** Is told all that the engine is; absent: nobody asks. */
  readonly record?: ((finding: Recorded) => void) | undefined;
}

/** What the policies of a pack tell one another: the engine asks each by itself, resource by resource. */
export interface Run {
  /** By URN, what each whole object or release stands for, as it was declared. */
  readonly declared: Map<string, Shown>;
  /** By URN, each resource that was shown alone. */
  readonly inputs: Map<string, ProgramResource>;
  readonly site: (urn: string, report: ReportViolation) => Site | undefined;
  readonly ledger: (urn: string) => Ledger;
  /** Of the stack's waivers: what was found when they were read. */
  readonly loaded: () => LoadedWaivers;
  /** Tells the engine, but for what is waived: that is kept for the policy that advises. */
  readonly tell: (
    findings: readonly Finding[],
    about: { readonly urn: string; readonly among: readonly Waivable[] },
    report: Report,
  ) => void;
  /** By line, what was waived, and of which resource. */
  readonly waived: Map<string, About & { readonly urn: string }>;
}

const NO_WAIVERS: LoadedWaivers = { waivers: [], findings: [] };

export function runOf({ siteOf, waivers, today }: Outside): Run {
  const waived: Run["waived"] = new Map();
  const ledgers = new Map<string, Ledger>();
  let known: LoadedWaivers | undefined;
  // A BASE that is no revision is told once, with the site data.
  const loaded = (): LoadedWaivers => (known ??= orNone(waivers));
  const ledger = (urn: string): Ledger => {
    const stack = stackOf(urn);
    const found = ledgers.get(stack) ?? ledgerOf(waiversFor(stack, loaded().waivers), today());
    ledgers.set(stack, found);
    return found;
  };
  return {
    declared: new Map(),
    inputs: new Map(),
    site: (urn, report) => siteOr(siteOf, urn, report),
    ledger,
    loaded,
    tell: (findings, { urn, among }, report) => {
      for (const each of findings) {
        const finding = ledger(urn).waive({ urn, ...each }, among);
        const line = lineFor(each.urn === undefined ? { ...finding, urn: undefined } : finding);
        // The resource's URN serves waivers; the finding itself is an object's unless it says otherwise.
        const about = { finding: { ...finding, urn: each.urn }, among };
        if (finding.waived === undefined) report(line, each.urn, about);
        else waived.set(`${finding.rule}: ${line}`, { ...about, urn: finding.urn ?? urn });
      }
    },
    waived,
  };
}

function orNone(waivers: () => LoadedWaivers): LoadedWaivers {
  try {
    return waivers();
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    return NO_WAIVERS;
  }
}
