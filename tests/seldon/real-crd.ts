import { Ajv } from "ajv";

import { crdsOf, schemaOf } from "../charts/crds";
import { realData } from "../charts/real-data";

/** What the real CRD has against an object, unknown fields included, as the API server's strict mode. */
export function complaintsOf(context: Mocha.Context, plural: string, object: object): string[] {
  // The schemas are large, and a busy machine slow.
  context.timeout("20s");
  const name = `${plural}.mlops.seldon.io`;
  const stream = realData(context, "seldon-2.9.1/crds.rendered.yaml");
  // Only the one that is asked for: all seven take seconds to parse.
  const document = stream.split(/^---$/m).find((text) => text.includes(`name: ${name}\n`)) ?? "";
  const schema = closed(schemaOf(crdsOf(document).get(name)));
  // CRDs speak OpenAPI, whose formats and extensions ajv does not know and need not.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema as object);
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
