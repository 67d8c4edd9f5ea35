import { childPath, UNKNOWN } from "../../unknown";
import { UnreadablePolicy } from "./unreadable-policy";

/** A field of a policy and where it stands. Whatever is not as the API has it throws UnreadablePolicy. */
export class StrictField {
  constructor(
    private readonly value: unknown,
    readonly path: string,
  ) {}

  /** The API takes null for a field that is not there. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** Its fields by name, absent ones too; none where it is absent itself. Any other name is refused. */
  fields<K extends string>(...known: readonly K[]): Record<K, StrictField> {
    const found = new Map(this.entries());
    for (const [name, { path }] of found)
      if (!(known as readonly string[]).includes(name))
        throw new UnreadablePolicy(
          path,
          "is no field of a NetworkPolicy that is known here, so what it changes is not known either",
          `Remove it, or write one of: ${known.join(", ")}.`,
        );
    return Object.fromEntries(
      known.map((name) => [
        name,
        found.get(name) ?? new StrictField(undefined, childPath(this.path, name)),
      ]),
    ) as Record<K, StrictField>;
  }

  /** What is in it, whatever the names are. */
  entries(): [string, StrictField][] {
    if (this.isAbsent) return [];
    if (typeof this.value !== "object" || Array.isArray(this.value))
      throw this.refused("fields with names");
    return Object.entries(this.value as object).map(([name, value]) => [
      name,
      new StrictField(value, childPath(this.path, name)),
    ]);
  }

  /** Empty where it is absent. */
  list(): StrictField[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) throw this.refused("a list");
    return this.value.map((item, index) => new StrictField(item, childPath(this.path, index)));
  }

  text(): string {
    if (typeof this.value !== "string") throw this.refused("text");
    return this.value;
  }

  /** One of a few words, spelt as they are. */
  word<W extends string>(...words: readonly W[]): W {
    const word = words.find((known) => known === this.value);
    if (word === undefined) throw this.refused(words.join(" or "));
    return word;
  }

  /** A number of a port, or the name of one. */
  port(): number | string {
    const { value } = this;
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65535)
      return value;
    // IsValidPortName of the API: a name of digits alone would read as a number.
    const isName =
      typeof value === "string" &&
      /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(value);
    if (!isName) throw this.refused("a port of 1 to 65535, or the name of one");
    return value;
  }

  refused(wanted: string): UnreadablePolicy {
    return new UnreadablePolicy(
      this.path,
      `is ${shown(this.value)}, where the API takes ${wanted}`,
      `Write ${wanted}.`,
    );
  }
}

function shown(value: unknown): string {
  if (value === UNKNOWN) return "unknown at preview";
  if (Array.isArray(value)) return "a list";
  if (value === undefined || value === null) return "absent";
  if (typeof value === "object") return "a set of fields";
  return typeof value === "string" ? JSON.stringify(value) : `a ${typeof value}`;
}
