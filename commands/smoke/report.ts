import type { Finding, Outcome } from "./outcome";

/** Where the run was, for whoever reads the report later. */
interface Heading {
  readonly stack: string;
  readonly tenant: string;
}

type Line = Finding & { readonly seconds: number };

/** Collects what the checks find and writes it, line by line or as one JSON document at the end. */
export class Report {
  private readonly lines: Line[] = [];

  constructor(
    private readonly heading: Heading,
    private readonly format: "text" | "json",
    private readonly write: (text: string) => void,
  ) {}

  /** Runs one check and times it. */
  async check(subject: string, run: () => Promise<Outcome>): Promise<Outcome> {
    const begun = performance.now();
    const outcome = await run();
    this.add({ subject, outcome }, begun);
    return outcome;
  }

  /** Runs checks that share one question to the cluster, and with it the time. */
  async checks(run: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
    const begun = performance.now();
    const findings = await run();
    for (const finding of findings) this.add(finding, begun);
    return findings;
  }

  /** Writes the last line, or all of the JSON. @returns the exit code: 0, or 1 when a check failed */
  end(): 0 | 1 {
    const count = (status: Outcome["status"]): number =>
      this.lines.filter(({ outcome }) => outcome.status === status).length;
    const isOk = count("failed") === 0;
    if (this.format === "json")
      this.write(
        `${JSON.stringify(
          {
            ...this.heading,
            ok: isOk,
            checks: this.lines.map(({ subject, seconds, outcome }) => ({
              subject,
              seconds: Number(seconds.toFixed(3)),
              ...outcome,
            })),
          },
          null,
          2,
        )}\n`,
      );
    else
      this.write(
        `${this.heading.tenant} on ${this.heading.stack}: ${count("ok")} ok, ${count("failed")} failed, ${count("skipped")} skipped\n`,
      );
    return isOk ? 0 : 1;
  }

  private add({ subject, outcome }: Finding, begun: number): void {
    const seconds = (performance.now() - begun) / 1000;
    this.lines.push({ subject, outcome, seconds });
    if (this.format === "json") return;
    const time = `${seconds.toFixed(1)} s`.padStart(8);
    this.write(`${outcome.status.padEnd(7)} ${time}  ${subject}: ${outcome.detail}\n`);
    if (outcome.status === "failed") this.write(`${" ".repeat(18)}next: ${outcome.next}\n`);
  }
}
