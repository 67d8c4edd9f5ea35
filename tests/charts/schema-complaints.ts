import { Ajv } from "ajv";

/** What a CRD's schema has against an object, unknown fields included, as the API server's strict mode. */
export function schemaComplaints(openApiSchema: object, object: object): string[] {
  // CRDs speak OpenAPI, whose formats and extensions ajv does not know and need not.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(closed(openApiSchema) as object);
  validate(JSON.parse(JSON.stringify(object)));
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
  );
}

/** Metadata is the API server's own, and not described in a CRD. */
function closed(value: unknown, key = ""): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => closed(item));
  const node = Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, closed(child, name)]),
  );
  const hasFields = typeof node["properties"] === "object" && key !== "properties";
  const open = node["x-kubernetes-preserve-unknown-fields"] === true;
  return hasFields && !open && node["additionalProperties"] === undefined
    ? { ...node, additionalProperties: false }
    : node;
}
