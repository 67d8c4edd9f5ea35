import type { Finding } from "../../policy/rule";
import type { Harmless, Raw } from "./attack";
import { findingsOf, type Gate } from "./judging";
import { Random } from "./random";

/** A change that nobody should mind, and what the gate said of it. */
export interface FalseAlarm {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/**
 * So many harmless changes, each upon the one before, from a seed. Rules of the whole set are asked once, at the end:
 * where they find anything, the changes are gone through again until one is found that they mind.
 */
export function falseAlarms(
  harmless: readonly Harmless[],
  stack: readonly Raw[],
  { rules, site }: Gate,
  { changes, seed }: { readonly changes: number; readonly seed: number },
): FalseAlarm[] {
  const ofObjects = { rules: rules.filter(({ scope }) => scope === "object"), site };
  const ofSets = { rules: rules.filter(({ scope }) => scope === "set"), site };
  const random = new Random(seed);
  const steps: { title: string; objects: readonly Raw[] }[] = [];
  const alarms: FalseAlarm[] = [];
  for (let step = 0, objects = stack; step < changes; step++) {
    const { title, changes: change } = random.pick(harmless);
    const after = change(random, objects);
    const findings = findingsOf({ ...after, objects: after.touched }, ofObjects);
    if (findings.length > 0) alarms.push({ title, findings });
    objects = after.objects as readonly Raw[];
    steps.push({ title, objects });
  }
  const minded = (step: { objects: readonly Raw[] }) =>
    findingsOf({ objects: step.objects, touched: [] }, ofSets);
  const last = steps.at(-1);
  if (last === undefined || minded(last).length === 0) return alarms;
  const first = steps.find((step) => minded(step).length > 0);
  return first === undefined
    ? alarms
    : [...alarms, { title: first.title, findings: minded(first) }];
}

/** What was said, with the line that tries it again. */
export const alarmText = (
  { title, findings }: FalseAlarm,
  { seed }: { readonly seed: number },
  spec: string,
): string =>
  [
    `harmless change "${title}", seed ${seed}:`,
    ...findings
      .slice(0, 5)
      .map(
        (each) =>
          `  ${each.rule}: ${each.object.kind} ${each.object.name} ${each.path} ${each.message}`,
      ),
    `  ATTACK_SEED=${seed} npx mocha ${spec}`,
  ].join("\n");
