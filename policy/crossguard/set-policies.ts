import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { judgeSet } from "../judge";
import { readObjects } from "../read-objects";
import type { KubernetesObject } from "../kubernetes-object";
import type { SetRule } from "../rule";
import { silent } from "../site/site-of-stack";
import { levelsOf } from "./levels";
import type { Run } from "./run";
import { behind, isWhole, plain } from "./show";

/** The policies of rules that judge all objects together. */
export function setPolicies(run: Run): (rule: SetRule) => StackValidationPolicy[] {
  const gathered = gathering(run);
  return (rule) =>
    levelsOf(rule).map(({ text, speaks }, index) => ({
      ...text,
      validateStack: ({ resources }, report) => {
        const { objects, urn } = gathered(resources);
        if (urn === undefined) return;
        const site = run.site(urn, index === 0 ? report : silent);
        if (site === undefined || !speaks(site)) return;
        run.tell(judgeSet(rule, objects, site), { urn, among: objects }, report);
      },
    }));
}

type Gather = (resources: readonly PolicyResource[]) => {
  readonly objects: readonly KubernetesObject[];
  /** Of one of them; undefined when there is none. */
  readonly urn: string | undefined;
};

/**
 * All objects of a run. The engine hands each rule a copy of its own, but what was declared is the same, and
 * then so is the list: what one rule found out about it, another can use.
 */
function gathering({ declared }: Run): Gather {
  let last: readonly KubernetesObject[] = [];
  return (resources) => {
    const whole = resources.filter(({ type }) => isWhole(type));
    const objects = whole.flatMap(
      ({ urn, props }) => declared.get(urn)?.objects ?? readObjects(plain(behind(props))).objects,
    );
    const isSame =
      last.length === objects.length && last.every((object, index) => object === objects[index]);
    if (!isSame) last = objects;
    return { objects: last, urn: last.length === 0 ? undefined : whole[0]?.urn };
  };
}
