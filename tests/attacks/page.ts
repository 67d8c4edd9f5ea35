import { RULES } from "../../policy/rules/all";
import { ELSEWHERE } from "./elsewhere";
import { WAYS } from "./ways/all";

/** How many ways there are. */
export const LAST = 150;

const SECTIONS: readonly (readonly [title: string, last: number])[] = [
  ["Images", 20],
  ["Models and what they load", 30],
  ["Custom resources", 59],
  ["Workloads", 74],
  ["Services and names", 82],
  ["Network policies", 119],
  ["Reports to makers", 125],
  ["Helm and the program", 140],
  ["The gate itself", LAST],
];

/** The ways that no attack tries have no title there. */
const TITLES: Readonly<Record<number, string>> = {
  20: "a node that asks another registry than the one that an image names",
  113: "a rule for a peer that nobody is, yet",
  114: "a pod that runs before its policies hold",
  115: "a network plugin that enforces nothing, or one direction alone",
  116: "a connection that was open before the policy came",
  118: "a pod and its own node",
  135: "plugins, packages and versions that the engine asks for while it runs",
  142: "a preview to which nobody passed the pack",
  146: "a change that loosens the gate which judges it",
  148: "another stack than the one that was judged",
  149: "an object that admission changes after the gate",
};

/** docs/ways-out.md: each way out of an air gap, and what shuts it. */
export function waysPage(): string {
  const tried = new Set(WAYS.map(({ number }) => number)).size;
  return `# The ways out of an air gap

What a change may try, knowingly or not, to let something out or in. Each of the ${LAST} ways has a number; rules, attacks and findings
in SARIF (\`way-out-12\`) name it. This page is made by \`npm run schema\` from the attacks in \`tests/attacks\`.

The gate attacks itself by ${tried} of them: a generator that knows nothing of the rules changes the committed \`prod\`, and the rule
named here has to refuse it ([how](policy.md#how-the-gate-attacks-itself)). Of the others the last column says what covers them.
Rules that are named after "also" judge the same from another side.

${SECTIONS.map(([title, last], at) => section(title, (SECTIONS[at - 1]?.[1] ?? 0) + 1, last)).join("\n\n")}
`;
}

const section = (title: string, first: number, last: number): string => `## ${title}

| way | what is tried | what shuts it |
| --- | --- | --- |
${Array.from({ length: last - first + 1 }, (_, index) => row(first + index)).join("\n")}`;

function row(number: number): string {
  const ways = WAYS.filter((way) => way.number === number);
  const titles = ways.length === 0 ? [TITLES[number]] : unique(ways.map(({ title }) => title));
  return `| <a id="way-${number}"></a>${number} | ${titles.join("; ")} | ${shutBy(number)} |`;
}

/** Empty for a way that nothing is known to shut. */
function shutBy(number: number): string {
  const attacked = unique(WAYS.filter((way) => way.number === number).map(({ rule }) => rule));
  const also = RULES.filter(({ name, ways }) => ways.includes(number) && !attacked.includes(name));
  const elsewhere = ELSEWHERE.filter(({ numbers }) => numbers.includes(number)).map(
    ({ why, covered }) => `${why} ${covered.map(link).join(", ")}`,
  );
  const others = also.map(({ name }) => rule(name)).join(", ");
  const rules = attacked.map(rule).join(", ");
  return [
    ...(rules === "" ? [] : [others === "" ? rules : `${rules}; also ${others}`]),
    ...elsewhere,
    ...(rules === "" && others !== "" ? [`Also ${others}`] : []),
  ].join(" ");
}

const rule = (name: string): string => `[${name}](rules.md#${name})`;

function link(covered: string): string {
  const [file = "", heading] = covered.split("#");
  if (heading === undefined) return `[${file}](../${file})`;
  return `[${heading}](${file.replace(/^docs\//, "")}#${heading.toLowerCase()})`;
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
