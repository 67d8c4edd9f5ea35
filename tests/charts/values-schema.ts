import { Ajv } from "ajv";

/**
 * Whether a chart's values.schema.json takes some values, as helm asks it before it renders.
 * @param schema the text of the file; its draft is 7, under whatever address it says so
 */
export function valuesSchema(schema: string): (values: object) => boolean {
  const parsed = JSON.parse(schema) as Record<string, unknown>;
  delete parsed["$schema"];
  const validate = new Ajv({ strict: false }).compile(parsed);
  return (values) => validate(values);
}
