import assert from "node:assert/strict";
import { Ajv } from "ajv";

import { crdsAmong } from "../charts/platform-crds";
import { realData } from "../charts/real-data";

interface Versioned {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: object }[];
  };
}

interface CustomObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: object;
}

/**
 * What the real CRDs have against an object, unknown fields included.
 * @param file with the CRDs among what their chart renders
 */
export function crdComplaints(
  context: Mocha.Context,
  file: string,
): (object: CustomObject) => string[] {
  // The schemas are large, and a busy machine slow.
  context.timeout("30s");
  const crds = [...crdsAmong(realData(context, file)).values()] as unknown as Versioned[];
  return (object) => {
    const crd = crds.find(({ spec }) => spec.names.kind === object.kind);
    const version = crd?.spec.versions.find(({ name }) => object.apiVersion.endsWith(`/${name}`));
    assert.ok(version, `${file} has no CRD for ${object.apiVersion} ${object.kind}`);
    const { openAPIV3Schema } = version.schema as { openAPIV3Schema: object };
    // CRDs speak OpenAPI, whose formats and extensions ajv does not know and need not.
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(closed(openAPIV3Schema) as object);
    validate(JSON.parse(JSON.stringify(object)));
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
    );
  };
}

/** Metadata is the API server's own, and not described in a CRD. */
function closed(value: unknown, key = ""): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => closed(item));
  const node = Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, closed(child, name)]),
  );
  const hasFields = typeof node["properties"] === "object" && key !== "properties";
  return hasFields && node["additionalProperties"] === undefined
    ? { ...node, additionalProperties: false }
    : node;
}
