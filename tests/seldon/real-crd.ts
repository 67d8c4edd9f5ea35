import { crdsOf, schemaOf } from "../charts/crds";
import { realData } from "../charts/real-data";
import { schemaComplaints } from "../charts/schema-complaints";

/** What the real CRD has against an object, unknown fields included, as the API server's strict mode. */
export function complaintsOf(context: Mocha.Context, plural: string, object: object): string[] {
  // The schemas are large, and a busy machine slow.
  context.timeout("20s");
  const name = `${plural}.mlops.seldon.io`;
  const stream = realData(context, "seldon-2.9.1/crds.rendered.yaml");
  // Only the one that is asked for: all seven take seconds to parse.
  const document = stream.split(/^---$/m).find((text) => text.includes(`name: ${name}\n`)) ?? "";
  return schemaComplaints(schemaOf(crdsOf(document).get(name)), object);
}
