import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/** One of the charts in charts/, by the name that it shares with Seldon's. */
export class StandIn {
  private readonly folder: string;

  constructor(
    name: string,
    private readonly release = { name: "seldon", namespace: "seldon-system" },
  ) {
    this.folder = join(__dirname, "..", "..", "charts", name);
  }

  /** Chart.yaml, parsed. */
  get metadata(): Record<string, unknown> {
    return this.read("Chart.yaml");
  }

  /** values.yaml, parsed. */
  get values(): Record<string, unknown> {
    return this.read("values.yaml");
  }

  /** The text of all that reads values: templates, and files that they bring in. */
  get templates(): string {
    return readdirSync(this.folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /^(templates|files)\/.*\.(tpl|yaml)$/.test(path))
      .map((path) => readFileSync(join(this.folder, path), "utf8"))
      .join("\n");
  }

  /** What `helm template` makes of it; helm must be on PATH. Names are those of the real data. */
  render(values: object = {}): string {
    const { name, namespace } = this.release;
    const args = ["template", name, this.folder, "--namespace", namespace, "--values", "-"];
    return execFileSync("helm", args, {
      input: stringify(values),
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  private read(file: string): Record<string, unknown> {
    return parse(readFileSync(join(this.folder, file), "utf8")) as Record<string, unknown>;
  }
}
