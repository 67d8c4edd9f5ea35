import * as pulumi from "@pulumi/pulumi";
import semver from "semver";

import { checks } from "./checks/checks";
import { knownVersions } from "./operator/unknown-operator-version";
import { refusal } from "./refusal";
import { CheckedPart, Platform } from "./schema/platform";
import { explain, type Problem } from "./schema/problems";
import { configNamespace, platformSchema, secretKeys } from "./schema/stack-file";
import { validPart } from "./schema/valid-part";

/** The first Seldon version whose setup chart reads controller.watchNamespaces. */
const firstWithWatchList = "2.9.1";

/** Where the values came from and what they must fit. */
export interface Source {
  readonly file: string;
  readonly seldonVersion: string;
}

/**
 * Checks a stack's values and fills in the defaults.
 * @throws a refusal with every problem in one message, which the engine prints without a stack
 */
export function parsePlatform(raw: Readonly<Record<string, unknown>>, source: Source): Platform {
  const result = Platform.safeParse(raw);
  const issues = [...(result.error?.issues ?? []), ...crossCheck(raw)];
  const problems = explain(issues, raw, platformSchema);
  problems.push(...versionProblems(source.seldonVersion));
  if (result.success && problems.length === 0) return result.data;
  throw refusal(
    [`${source.file} cannot be deployed:`, ...problems.map((problem) => `  - ${problem}`)].join(
      "\n",
    ),
  );
}

function versionProblems(version: string): string[] {
  if (semver.lt(version, firstWithWatchList))
    return [
      `versions.ts: seldon is ${version}, whose chart ignores the list of tenants to watch; ` +
        `pin ${firstWithWatchList} or newer`,
    ];
  if (knownVersions.includes(version)) return [];
  return [
    `versions.ts: seldon is ${version}, and what its operator makes is known of ${knownVersions.join(", ")} only, ` +
      "so that no quota can be planned; pin that, or hold operator/ against the new version first",
  ];
}

/**
 * Reads the current stack's plain values; secrets.ts reads the others, and nothing else reads any.
 * @throws a refusal as parsePlatform does
 */
export function loadPlatform(seldonVersion: string): Platform {
  const raw: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    const [scope, name = ""] = key.split(":");
    // Pulumi.yaml's defaults: an empty block says nothing, like an absent one.
    if (scope === configNamespace && !secretKeys.includes(name) && value !== "{}")
      raw[name] = parseValue(value);
  }
  return parsePlatform(raw, { file: `Pulumi.${pulumi.getStack()}.yaml`, seldonVersion });
}

/** The engine hands objects over as JSON and strings as they are. */
export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Runs on whatever the schema accepts, so that one message holds the schema's findings as well. */
function crossCheck(raw: unknown): Problem[] {
  const valid = validPart(CheckedPart, raw);
  if (valid === undefined) return [];
  return checks
    .flatMap((check) => check(valid.data))
    .filter(({ searched }) => !searched || !valid.lost(valid.original(searched)))
    .map((problem) => ({ ...problem, path: valid.original(problem.path) }));
}
