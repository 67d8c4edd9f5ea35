import assert from "node:assert/strict";

import { crdsAmong } from "../charts/platform-crds";
import { realData } from "../charts/real-data";
import { schemaComplaints } from "../charts/schema-complaints";

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
    return schemaComplaints(openAPIV3Schema, object);
  };
}
