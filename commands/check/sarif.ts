import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { RuleShown } from "./rules-shown";
import type { Place } from "./places";
import type { Outcome, Told } from "./told";

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What code scanning sorts by, from 0 to 10; it calls 9 and more critical, from 7 high, from 4 medium. */
const SCORES = { low: "3.0", medium: "5.0", high: "8.0", critical: "9.5" } as const;

/** SARIF 2.1.0, one run. Same outcome, same text. */
export function sarifOf({ told, problems }: Outcome, rules: readonly RuleShown[]): string {
  const indexes = new Map(rules.map(({ name }, index) => [name, index]));
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "seldon-platform", rules: rules.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map((text) => ({
              level: "error",
              message: { text },
            })),
          },
        ],
        results: told.map((each) => result(each, indexes.get(each.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const descriptor = (rule: RuleShown) => ({
  id: rule.name,
  shortDescription: { text: rule.description },
  fullDescription: { text: `${rule.description} ${rule.why}` },
  help: { text: rule.remediation },
  defaultConfiguration: { level: levelOf(rule) },
  properties: {
    "security-severity": SCORES[rule.severity],
    tags: ["security", ...rule.ways.map((way) => `way-out-${way}`)],
  },
});

const levelOf = ({ advice }: { readonly advice: boolean }) => (advice ? "note" : "error");

const result = (told: Told, index: number | undefined) => ({
  ruleId: told.rule,
  ...(index === undefined ? {} : { ruleIndex: index }),
  level: levelOf(told),
  message: { text: told.message },
  ...(told.waived === undefined
    ? {}
    : {
        suppressions: [{ kind: "external", status: "accepted", justification: told.waived }],
      }),
  locations: [
    {
      ...(told.place === undefined ? {} : { physicalLocation: physical(told.place) }),
      logicalLocations: [
        {
          fullyQualifiedName: told.path === "" ? told.object : `${told.object}: ${told.path}`,
          kind: told.path === "" ? "object" : "member",
        },
      ],
    },
  ],
  // Lines move; the same thing said of the same field stays one finding.
  partialFingerprints: {
    "objectAndField/v1": createHash("sha256")
      .update([told.rule, told.object, told.path, told.message].join("\0"))
      .digest("hex"),
  },
});

const physical = ({ file, line, column }: Place) => ({
  artifactLocation: isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: file.split(/[\\/]/).map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
  region: { startLine: line, startColumn: column },
});
