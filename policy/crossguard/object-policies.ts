import type { ResourceValidationPolicy } from "@pulumi/policy";
import { judgeObject } from "../judge";
import type { ObjectRule } from "../rule";
import { silent } from "../site/site-of-stack";
import { levelsOf } from "./levels";
import type { Run } from "./run";
import { isObject, type Show } from "./show";

/** The policies of a rule that judges objects one by one. */
export const objectPolicies = (
  rule: ObjectRule,
  show: Show,
  run: Run,
): ResourceValidationPolicy[] =>
  levelsOf(rule).map(({ text, speaks }) => ({
    ...text,
    validateResource: (resource, report) => {
      if (!isObject(resource.type)) return;
      // Without site data, site-is-known has refused the stack: once is enough.
      const site = run.site(resource.urn, silent);
      if (site === undefined || !speaks(site)) return;
      const { objects } = show(resource);
      for (const object of objects) {
        const findings = judgeObject(rule, object, site);
        if (findings.length > 0) run.tell(findings, { urn: resource.urn, among: objects }, report);
      }
    },
  }));
