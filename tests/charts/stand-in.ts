import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/** One of the charts in charts/, by the name that it shares with Seldon's. */
export class StandIn {
  private readonly folder: string;

  constructor(name: "seldon-core-v2-crds" | "seldon-core-v2-setup") {
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

  /** The text of all templates. */
  get templates(): string {
    const folder = join(this.folder, "templates");
    return readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
  }

  /** What `helm template` makes of it; helm must be on PATH. The namespace is that of the real data. */
  render(values: object = {}): string {
    const args = [
      "template",
      "seldon",
      this.folder,
      "--namespace",
      "seldon-system",
      "--values",
      "-",
    ];
    return execFileSync("helm", args, { input: stringify(values), encoding: "utf8" });
  }

  private read(file: string): Record<string, unknown> {
    return parse(readFileSync(join(this.folder, file), "utf8")) as Record<string, unknown>;
  }
}
