import assert from "node:assert/strict";

import { objectsOf } from "./flatten";
import type { Schema } from "./schema-differences";

/** The part of a CustomResourceDefinition that is compared. */
export interface Crd {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** The CRDs of a YAML stream, by name. */
export const crdsOf = (stream: string): Map<string, Crd> =>
  new Map(objectsOf(stream).map((crd) => [crd.metadata.name, crd as unknown as Crd]));

/** All but the schemas: names, scope, versions, subresources, printer columns. */
export const frameOf = ({ spec }: Crd): unknown => ({
  ...spec,
  versions: spec.versions.map((version) => ({ ...version, schema: undefined })),
});

/** The schema of a CRD's only version. */
export function schemaOf(crd: Crd | undefined): Schema {
  const version = crd?.spec.versions[0];
  assert.ok(version, "no such CRD, or one without a version");
  return version.schema.openAPIV3Schema;
}
