import { readdirSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { policiesFor } from "../../../policy/crossguard/pack";
import { EXAMPLE_SITE } from "../../../policy/example-site";
import type { Rule } from "../../../policy/rule";
import { siteFrom } from "../../../policy/site/site";

const rooms = path.resolve(__dirname, "../../../policy/rules");

const WHERE = { "in prod": "in `prod`; advice in `dev`", never: "nowhere: it is advice" } as const;

const JUDGED = {
  object: "each object by itself",
  set: "all objects together",
  program: "the resources of the program, in a preview or an update",
  checkout: "files of the checkout, in a preview or an update",
} as const;

/** The rules of a room, as its `all.ts` lists them. */
function rulesOf(room: string): readonly Rule[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which rooms there are, the folder says
  const lists = Object.values(require(path.join(rooms, room, "all")) as Record<string, Rule[]>);
  return lists.flat();
}

/** docs/rules.md: what each rule promises, why, and by which examples one knows it. */
export function rulesPage(order: readonly Rule[]): string {
  const found = readdirSync(rooms, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name: title(name), rules: rulesOf(name) }))
    .sort((a, b) => order.indexOf(a.rules[0] as Rule) - order.indexOf(b.rules[0] as Rule));
  return `# The rules of the gate

${order.length} rules, made into this page by \`npm run schema\` from the rules themselves. [policy.md](policy.md) tells how they
are run, [ways-out.md](ways-out.md) what the numbers of the ways out mean.

${found.map(({ name, rules }) => `**[${name}](#${anchor(name)})**\n\n${index(rules)}`).join("\n\n")}

[The gate itself](#the-gate-itself) has rules of its own.

## Site data

The examples are judged at this site, with defaults for all else; [policy.md](policy.md#site-data) tells each key.

${block("yaml", stringify(differing(EXAMPLE_SITE, BARE)))}

${found.map(({ name, rules }) => `## ${name}\n\n${rules.map(section).join("\n")}`).join("\n\n")}

${theGateItself()}
`;
}

const title = (name: string): string =>
  name.replace(/-/g, " ").replace(/^./, (first) => first.toUpperCase());

const anchor = (name: string): string => name.toLowerCase().replace(/ /g, "-");

const index = (rules: readonly Rule[]): string =>
  `| rule | promise | severity | stops a change |
| --- | --- | --- | --- |
${rules.map((rule) => `| [${rule.name}](#${rule.name}) | ${rule.description} | ${rule.severity} | ${whereShort(rule)} |`).join("\n")}`;

const whereShort = ({ binds }: Rule): string =>
  binds === undefined ? "everywhere" : binds === "never" ? "nowhere" : "in `prod`";

const section = (rule: Rule): string => `### ${rule.name}

**${rule.description}**

${rule.why.replace(/ Not seen: (.)/, (_, first: string) => `\n\nNot seen: ${first}`)}

- Severity: ${rule.severity}
- Stops a change: ${rule.binds === undefined ? "everywhere" : WHERE[rule.binds]}
- Judges: ${JUDGED[rule.scope]}
- Ways out: ${rule.ways.map((way) => `[${way}](ways-out.md#way-${way})`).join(", ") || "none of the list"}

Remedy: ${rule.remediation}

Refused:

${example(rule, rule.examples.refused)}

Accepted:

${example(rule, rule.examples.accepted)}
`;

function example({ scope }: Rule, text: string): string {
  if (scope !== "checkout") return block("yaml", text);
  const files = Object.entries(parse(text) as Record<string, string>);
  return files
    .map(([file, content]) => `\`${file}\`:\n\n${block(path.extname(file).slice(1), content)}`)
    .join("\n\n");
}

const block = (language: string, text: string): string =>
  `\`\`\`${language}\n${text.replace(/^\n+/, "").trimEnd()}\n\`\`\``;

const BARE = siteFrom({
  environment: "dev",
  imageHosts: ["bare"],
  network: { platform: ["bare"], apiServer: { cidrs: ["192.0.2.1/32"] } },
});

/** What of a value is not as it is by default. */
function differing(value: unknown, otherwise: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const defaults = otherwise as Record<string, unknown> | undefined;
  return Object.fromEntries(
    Object.entries(value as Record<string, unknown>)
      .filter(([key, each]) => JSON.stringify(each) !== JSON.stringify(defaults?.[key]))
      .map(([key, each]) => [key, differing(each, defaults?.[key])]),
  );
}

/** What the engine's pack says before and after all rules; it is asked nothing here. */
function theGateItself(): string {
  const nothing = (): never => {
    throw new Error("asked");
  };
  const own = policiesFor([], {
    siteOf: nothing,
    waivers: nothing,
    today: nothing,
    files: nothing,
    open: nothing,
  });
  const sections = own.map(
    ({ name, description, severity, enforcementLevel, remediationSteps }) => `### ${name}

**${description}**

- Severity: ${severity ?? "–"}
- Stops a change: ${enforcementLevel === "advisory" ? "nowhere: it is advice" : "everywhere"}

Remedy: ${(remediationSteps ?? "–").replace(/policy\/[\w./<>-]*[\w>]/g, "`$&`")}
`,
  );
  return `## The gate itself

These judge what the gate goes by: [how it fails closed](policy.md#fail-closed), [what a waiver holds](policy.md#waivers).

### objects-can-be-read

**Every document is a Kubernetes object whose kind and apiVersion can be read.** Only \`check\` names it; in a preview
site-is-known says the same.

${sections.join("\n")}`;
}
