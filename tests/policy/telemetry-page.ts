import { TELEMETRY } from "../../policy/rules/telemetry/register";

type Entry = (typeof TELEMETRY)[number];

const VIA = {
  variable: (name: string, off: string) => `\`${name}=${off}\``,
  argument: (name: string, off: string) => `\`--${name}=${off}\``,
  setting: (name: string, off: string) => `\`${name}: ${off === "" ? '""' : off}\``,
} as const;

/** docs/telemetry.md: who reports what to whom, and what stops it. */
export function telemetryPage(): string {
  const talking = TELEMETRY.filter(({ byDefault }) => byDefault !== "nothing");
  const silent = TELEMETRY.filter(({ byDefault }) => byDefault === "nothing");
  const seen = talking.filter((entry) => entry.seen === "in source").length;
  return `# Who reports to its makers

What runs on a cluster often tells its makers: how much of it there is, which version, sometimes more. Behind an air gap that is a
way out, or at best a wait and a line in the log each hour. This page is made by \`npm run schema\` from the register in
\`policy/rules/telemetry/\`, by which [usage-reports-are-off] and [hodometer-off-in-prod] judge.

${talking.length} entries; of ${seen} the default and the switch were read in the makers' source or documentation ("in source"), of the
others they are what is commonly said ("by repute"). Before you rely on one of those, read its documentation, and correct
the register. Versions differ: a switch that was right for one may be gone in the next. The wall is
[nothing-leaves](rules.md#nothing-leaves), not a switch.

A component is known by the last segments of its image's name, which the register lists, so a copy of it under another name is not.

| component | what it sends | default | off by | held off in \`prod\` by | seen |
| --- | --- | --- | --- | --- | --- |
${talking.map(row).join("\n")}

Of switches parted by "or" one has to be off; of lines, each.

Nothing is known to be reported by these:

| component | seen |
| --- | --- |
${silent.map(({ component, seen: how }) => `| ${component} | ${how} |`).join("\n")}

## Adding one

Add an entry to a file of \`policy/rules/telemetry/\`, with the words that the component itself takes for off: \`true\` is no yes to
all. The tests then want a container of each of its images to be told, and are content once it is.

${[...new Set(TELEMETRY.map(({ rule }) => rule))]
  .filter((rule) => rule !== "none")
  .map((rule) => `[${rule}]: rules.md#${rule}`)
  .join("\n")}
`;
}

const row = (entry: Entry): string =>
  `| ${[
    entry.component,
    entry.sends,
    entry.byDefault,
    offBy(entry),
    entry.rule === "none" ? "–" : `[${entry.rule}]`,
    entry.seen,
  ].join(" | ")} |`;

function offBy({ switches, fields = [] }: Entry): string {
  const told = switches.map((ways) =>
    ways.length === 0
      ? "leaving it out"
      : ways.map(({ via, name, off }) => VIA[via](name, off[0] ?? "")).join(" or "),
  );
  const inObjects = fields.map(({ kinds, field, off }) => {
    const [kind = ""] = kinds.map((each) => each.replace(/^.*\//, ""));
    return off === "" ? `no \`${field}\` of a ${kind}` : `\`${field}: ${off}\` of ${kind}`;
  });
  return [...told, ...inObjects].join("<br>") || "its exporters";
}
