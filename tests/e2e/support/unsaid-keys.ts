import type { z } from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The keys of a schema that no part of some values says, as in `servers[].gpu.count`. Of a list all items
 * count together, so that each key has to be in one of them.
 */
export function unsaidKeys(schema: JsonSchema, values: readonly unknown[], path = ""): string[] {
  const said = values.filter((value) => value !== undefined);
  if (said.length === 0) return [path];
  if (schema.type === "array" && isSchema(schema.items))
    return unsaidKeys(schema.items, said.flat(), `${path}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
    isSchema(child)
      ? unsaidKeys(
          child,
          said.map((value) => valueOf(value, key)),
          path ? `${path}.${key}` : key,
        )
      : [],
  );
}

const valueOf = (object: unknown, key: string): unknown =>
  (object as Readonly<Record<string, unknown>>)[key];

const isSchema = (schema: unknown): schema is JsonSchema =>
  typeof schema === "object" && schema !== null && !Array.isArray(schema);
