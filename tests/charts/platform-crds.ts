import { stringify } from "yaml";

import { crdsOf, frameOf, type Crd } from "./crds";
import { leavesOf, objectsOf, type Leaves } from "./flatten";
import { openPaths, schemaDifferences, type Schema } from "./schema-differences";

const isCrd = ({ kind }: { readonly kind: string }): boolean => kind === "CustomResourceDefinition";

const partOf = (stream: string, ofCrds: boolean): string =>
  objectsOf(stream)
    .filter((object) => isCrd(object) === ofCrds)
    .map((object) => stringify(object))
    .join("---\n");

/** The leaves of all objects but the CRDs, which are compared as schemas. */
export const leavesBesideCrds = (stream: string): Leaves => leavesOf(partOf(stream, false));

/** The CRDs among the objects of a stream, by name. */
export const crdsAmong = (stream: string): Map<string, Crd> => crdsOf(partOf(stream, true));

type Column = Readonly<Record<string, unknown>>;

/** Names, scope, versions, subresources and printer columns; a column's description says nothing. */
export function plainFrame(crd: Crd): unknown {
  const frame = frameOf(crd) as {
    versions: readonly { additionalPrinterColumns?: readonly Column[] }[];
  };
  const versions = frame.versions.map((version) => ({
    ...version,
    additionalPrinterColumns: version.additionalPrinterColumns?.map((column) => ({
      ...column,
      description: undefined,
    })),
  }));
  return JSON.parse(JSON.stringify({ ...frame, versions }));
}

const schemas = (crd: Crd | undefined): Schema[] =>
  crd?.spec.versions.map(({ schema }) => schema.openAPIV3Schema) ?? [];

/** The fields that every object has, which a schema need not name. */
const onEveryObject = /^\.(apiVersion|kind|metadata): missing$/;

/** Where the schemas of a stand-in's CRD take other objects than those of the real one, version by version. */
export const crdDifferences = (ours: Crd, real: Crd | undefined): string[] =>
  schemas(ours).flatMap((schema, index) =>
    schemaDifferences(schema, schemas(real)[index] ?? {}).filter(
      (line) => !onEveryObject.test(line),
    ),
  );

/** Each place in a set of CRDs that keeps what it does not know; a whole schema goes by its name alone. */
export const openPlaces = (crds: ReadonlyMap<string, Crd>): string[] =>
  [...crds]
    .flatMap(([name, crd]) =>
      schemas(crd).flatMap((schema) =>
        openPaths(schema).map((path) => `${name.split(".")[0] ?? name}${path}`),
      ),
    )
    .sort();
