import { describeName } from "../../policy/kubernetes-object";
import type { Finding } from "../../policy/rule";
import { untilOf } from "../../policy/waivers/waiver";
import type { SourceDocument } from "../documents";
import { sourceIndex, type Place } from "./places";

/** A finding as the formats for other programs tell it: one sentence, and where to look. */
export interface Told {
  readonly rule: string;
  /** Object, field, what is wrong and what to do. */
  readonly message: string;
  readonly advice: boolean;
  /** Who answers for it, until when, and why; absent where nobody does. */
  readonly waived?: string | undefined;
  /** Of Kubernetes, as a person would say it, or the URN of a resource of a program. */
  readonly object: string;
  /** Of the object; empty for all of it. */
  readonly path: string;
  readonly place?: Place | undefined;
}

/** What was judged, by what, and what came out: all that a report is made of. */
export interface Outcome {
  readonly told: readonly Told[];
  readonly problems: readonly string[];
  /** How many objects were judged. */
  readonly objects: number;
}

/** Findings with their places in the files that they come from. */
export function toldOf(findings: readonly Finding[], sources: readonly SourceDocument[]): Told[] {
  const placeOf = sourceIndex(sources);
  return findings.map(({ rule, object, path, message, remedy, advice, waived }) => {
    const name = describeName(object);
    const field = path === "" ? "" : `${path}: `;
    return {
      rule,
      advice,
      waived: waived && untilOf(waived),
      object: name,
      path,
      message: `${name}: ${field}${message}. ${remedy}`,
      place: placeOf(object, path),
    };
  });
}
