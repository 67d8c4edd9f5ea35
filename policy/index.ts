import { PolicyPack } from "@pulumi/policy";
import { dirname } from "node:path";
import { releaseOpener } from "./open-release";
import { policiesFor } from "./pack";
import { RULES } from "./rules/all";
import { loadSite, type Site } from "./site";

/** Serves the gate to the engine. Called by start.js alone: stdout belongs to the engine from here on. */
export function serve(): void {
  const sites = new Map<string, Site>();
  const siteOf = (stack: string): Site => {
    const site =
      sites.get(stack) ??
      loadSite(stack, {
        packDirectory: process.cwd(),
        base: process.env.BASE,
        warn: (line) => process.stderr.write(`${line}\n`),
      });
    sites.set(stack, site);
    return site;
  };
  new PolicyPack("seldon-platform", {
    enforcementLevel: "mandatory",
    policies: policiesFor(RULES, siteOf, releaseOpener(dirname(process.cwd()))),
  });
}
