import { Ajv } from "ajv";

import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: unknown;
}

type Version = { readonly name: string; readonly schema: { readonly openAPIV3Schema: Node } };

/** What Istio's real CRD has against an object: wrong values, and fields that it does not know. */
export function complaintsOf(
  context: Mocha.Context,
  crd: string,
  object: { readonly apiVersion: string; readonly spec: object },
): string[] {
  // The schemas are large, and a busy machine slow.
  context.timeout("20s");
  const stream = realData(context, "istio-1.30.3/base.rendered.yaml");
  const document = stream.split(/^---$/m).find((text) => text.includes(`name: ${crd}\n`)) ?? "";
  const [found] = objectsOf(document) as unknown as { spec: { versions: Version[] } }[];
  const version = found?.spec.versions.find(({ name }) => object.apiVersion.endsWith(`/${name}`));
  const schema = version?.schema.openAPIV3Schema.properties?.["spec"];
  if (!schema) throw new Error(`${crd} has no ${object.apiVersion}`);
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema as object);
  validate(JSON.parse(JSON.stringify(object.spec)));
  const wrong = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ""}`,
  );
  return [...wrong, ...unknownFields(object.spec, schema, "")];
}

function unknownFields(value: unknown, schema: Node, path: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((item) => unknownFields(item, schema.items ?? {}, `${path}[]`));
  if (typeof value !== "object" || value === null || schema.additionalProperties) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const known = schema.properties?.[key];
    return known ? unknownFields(child, known, `${path}.${key}`) : [`${path}.${key} is unknown`];
  });
}
