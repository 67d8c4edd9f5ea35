import { createHash } from "node:crypto";
import { parseAllDocuments } from "yaml";
import { needsNamespace } from "../cluster-scoped";
import { helmTemplate } from "./helm-template";
import { HiddenRelease } from "./hidden-release";
import { readObjects } from "../read-objects";
import { fieldsOf, metadataOf, type KubernetesObject } from "../kubernetes-object";
import { lockedChart } from "./locked-chart";
import { readRelease, type Release } from "./release";

/** What a Helm release would install; nothing, with the reason, where that cannot be said. */
export interface Opened {
  readonly documents: readonly unknown[];
  readonly hidden?: HiddenRelease;
}

/** Opens a release by its address in the program and its inputs, unknown values marked. */
export type OpenRelease = (urn: string, inputs: unknown) => Opened;

/** Opens each release once, however many rules ask: same chart and values, same objects. */
export function releaseOpener(checkout: string, render = helmTemplate): OpenRelease {
  const known = new Map<string, Opened>();
  return (urn, inputs) => {
    try {
      const release = readRelease(inputs);
      const { file, sha256 } = lockedChart(checkout, projectOf(urn), release.chart);
      const key = createHash("sha256")
        .update(JSON.stringify([sha256, release]))
        .digest("hex");
      const opened = known.get(key) ?? rendered(release, () => render(release, file));
      known.set(key, opened);
      return opened;
    } catch (error) {
      if (error instanceof HiddenRelease) return { documents: [], hidden: error };
      throw error;
    }
  };
}

/** `urn:pulumi:<stack>::<project>::…` */
const projectOf = (urn: string): string => urn.split("::")[1] ?? "";

function rendered(release: Release, render: () => string): Opened {
  try {
    const documents = parseAllDocuments(render(), { logLevel: "silent" });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0))
      throw new HiddenRelease("what helm rendered of it is no YAML", "Mend the chart.");
    const objects = documents
      .map((document) => document.toJS() as unknown)
      .filter((document) => document !== null);
    return { documents: inNamespace(objects, release.namespace) };
  } catch (error) {
    if (error instanceof HiddenRelease) return { documents: [], hidden: error };
    throw error;
  }
}

/** Helm puts into the release's namespace whatever names none and needs one. */
function inNamespace(documents: readonly unknown[], namespace: string): unknown[] {
  const set = documents.flatMap((document) => readObjects(document).objects);
  return documents.map((document) => {
    const object: KubernetesObject = fieldsOf(document);
    const metadata = metadataOf(object);
    if (metadata.namespace !== undefined || !needsNamespace(object, set)) return document;
    return { ...object, metadata: { ...metadata, namespace } };
  });
}
