import { PolicyPack } from "@pulumi/policy";
import { dirname } from "node:path";
import { checkoutFiles } from "./crossguard/checkout-files";
import { decodeOnce } from "./crossguard/decode-once";
import { FINDINGS_VARIABLE, findingsFile } from "./crossguard/findings-file";
import { policiesFor } from "./crossguard/pack";
import { verdictsOnly } from "./crossguard/verdicts-only";
import { releaseOpener } from "./helm/open-release";
import { RULES } from "./rules/all";
import { loadSite, type Site, type SiteSource } from "./site/site";
import { loadWaivers } from "./waivers/load-waivers";

/** Serves the gate to the engine. Called by start.js alone: stdout belongs to the engine from here on. */
export function serve(): void {
  const sites = new Map<string, Site>();
  const source: SiteSource = {
    packDirectory: process.cwd(),
    base: process.env.BASE,
    warn: (line) => process.stderr.write(`${line}\n`),
  };
  const siteOf = (stack: string): Site => {
    const site = sites.get(stack) ?? loadSite(stack, source);
    sites.set(stack, site);
    return site;
  };
  const checkout = dirname(source.packDirectory);
  decodeOnce();
  verdictsOnly();
  new PolicyPack("seldon-platform", {
    enforcementLevel: "mandatory",
    policies: policiesFor(RULES, {
      siteOf,
      open: releaseOpener(checkout),
      waivers: () => loadWaivers(source),
      today: () => new Date().toISOString().slice(0, 10),
      files: () => checkoutFiles(checkout),
      record: findingsFile(process.env[FINDINGS_VARIABLE]),
    }),
  });
}
