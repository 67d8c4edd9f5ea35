import { platformSchema, type JsonSchema } from "./stack-file";

/** The reference page: a table per top-level key, made from the same schema that checks the values. */
export function reference(): string {
  const { properties = {}, required = [] } = platformSchema();
  const sections = Object.entries(properties).map(([key, schema]) => {
    const rows = rowsOf(key, schema as JsonSchema, required.includes(key));
    return [`## ${key}`, "", ...table(rows)].join("\n");
  });
  return [
    "# Reference of the stack file",
    "",
    "Every key under `seldon-platform:` in `Pulumi.<stack>.yaml`. This page is made from the schema by",
    "`npm run schema`; what the keys are for is told in [configuration](configuration.md).",
    "`[]` stands for each item of a list, `<name>` for a name of your own.",
    "",
    sections.join("\n\n"),
    "",
  ].join("\n");
}

type Row = readonly [key: string, type: string, fallback: string, meaning: string];

function rowsOf(key: string, schema: JsonSchema, required: boolean): Row[] {
  const fallback = required ? "required" : defaultOf(schema);
  const own: Row = [key, typeOf(schema), fallback, schema.description ?? ""];
  return [own, ...inner(key, schema)];
}

function inner(key: string, schema: JsonSchema): Row[] {
  const { properties, items, additionalProperties: named, required = [], anyOf } = schema;
  if (properties)
    return Object.entries(properties).flatMap(([name, value]) =>
      rowsOf(`${key}.${name}`, value as JsonSchema, required.includes(name)),
    );
  if (isSchema(items)) return inner(`${key}[]`, items);
  if (isSchema(named)) return inner(`${key}.<name>`, named);
  // A target: each of the two forms has keys of its own.
  const forms = anyOf ?? [];
  return forms.some(({ properties: own }) => own) ? forms.flatMap((form) => inner(key, form)) : [];
}

function typeOf(schema: JsonSchema): string {
  const { type, enum: words, items, additionalProperties: named, anyOf, minimum, maximum } = schema;
  if (words) return words.map((word) => JSON.stringify(word)).join(", ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (anyOf) return [...new Set(anyOf.map((form) => typeOf(form)))].join(" or ");
  if (isSchema(items)) return `list of ${typeOf(items)}`;
  if (type === "object" && !schema.properties && isSchema(named)) return `map of ${typeOf(named)}`;
  if (type === "integer" && minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER)
    return maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
      ? `${String(minimum)} to ${String(maximum)}`
      : `integer from ${String(minimum)}`;
  return String(type ?? "anything");
}

/** An empty object or list as default only means that nothing was said. */
function defaultOf({ default: value }: JsonSchema): string {
  const text = value === undefined ? "" : JSON.stringify(value);
  return ["", "{}", "[]"].includes(text) ? "" : text;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0;

function table(rows: readonly Row[]): string[] {
  const cells = (row: readonly string[]) =>
    `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    cells(["key", "type", "default", "what it does"]),
    cells(["---", "---", "---", "---"]),
    ...rows.map(([key, type, fallback, meaning]) =>
      cells([
        `\`${key}\``,
        type,
        fallback && `\`${fallback}\``.replace("`required`", "required"),
        meaning,
      ]),
    ),
  ];
}
