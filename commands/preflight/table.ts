import { assumptions, type AssumptionId } from "./assumptions";
import type { Outcome } from "./outcome";

/** What one probe found. */
export interface Line {
  readonly assumption: AssumptionId;
  readonly probe: string;
  readonly seconds: number;
  readonly outcome: Outcome;
}

/** Where it was, for whoever reads it later. */
export interface Heading {
  readonly stack: string;
  readonly context: string;
}

/** All of it as text, each assumption under its sentence. */
export function asText({ stack, context }: Heading, lines: readonly Line[]): string {
  const ids = [...new Set(lines.map(({ assumption }) => assumption))];
  const parts = ids.flatMap((id) => [
    `${id} ${assumptions[id]}`,
    ...lines
      .filter(({ assumption }) => assumption === id)
      .flatMap(({ probe, outcome }) => [
        `   ${outcome.status.padEnd(17)}  ${probe}: ${outcome.detail}`,
        ...(outcome.status === "holds" ? [] : [`${" ".repeat(22)}next: ${outcome.next}`]),
      ]),
  ]);
  const count = (status: Outcome["status"]) =>
    lines.filter(({ outcome }) => outcome.status === status).length;
  const sums = (["holds", "does not hold", "could not be told"] as const).map(
    (status) => `${count(status)} ${status}`,
  );
  return [...parts, `${stack} on context "${context}": ${sums.join(", ")}`, ""].join("\n");
}

/** The same for programs. */
export const asJson = (heading: Heading, lines: readonly Line[]): string =>
  `${JSON.stringify(
    {
      ...heading,
      ok: exitCodeOf(lines) === 0,
      probes: lines.map(({ outcome, ...line }) => ({
        ...line,
        seconds: Number(line.seconds.toFixed(1)),
        ...outcome,
      })),
    },
    null,
    2,
  )}\n`;

/** 0 all hold, 1 one does not, 2 one could not be told, or nothing was looked at. */
export function exitCodeOf(lines: readonly Line[]): 0 | 1 | 2 {
  const has = (status: Outcome["status"]) => lines.some(({ outcome }) => outcome.status === status);
  if (has("does not hold")) return 1;
  return has("could not be told") || lines.length === 0 ? 2 : 0;
}
