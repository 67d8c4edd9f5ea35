import { fieldsOf, listOf, textOf } from "../../policy/kubernetes-object";
import { NoAnswer, type Ask } from "./api-server";

type Fields = Readonly<Record<string, unknown>>;

/** A kind that can be listed, and where. */
interface Listable {
  readonly apiVersion: string;
  readonly kind: string;
  readonly path: string;
  /** As `secrets` or `deployments.apps`. */
  readonly name: string;
}

/** What the cluster makes by itself, all the time, and what is measured rather than declared. */
const TRANSIENT =
  /^(?:events(?:\.events\.k8s\.io)?|leases\.coordination\.k8s\.io|componentstatuses|.*\.metrics\.k8s\.io)$/;
const METADATA_ONLY = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
const PAGE = 500;

/**
 * Every object of a cluster, of each kind that can be listed, in one of its versions. Of Secrets only the metadata. A
 * kind that cannot be listed is added to the problems: what is not seen is not judged.
 */
export async function listAll(ask: Ask, problems: string[]): Promise<Fields[]> {
  const objects: Fields[] = [];
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      problems.push(`${what} cannot be listed: ${error.message}. Nothing of it was judged.`);
      return undefined;
    }
  };
  for (const kind of await listable(ask, attempt))
    objects.push(...((await attempt(kind.name, () => pages(ask, kind))) ?? []));
  return objects;
}

type Attempt = <T>(what: string, work: () => Promise<T>) => Promise<T | undefined>;

async function listable(ask: Ask, attempt: Attempt): Promise<Listable[]> {
  const groups = await attempt("API groups", async () =>
    listOf(fieldsOf(await ask("/apis")).groups),
  );
  if (groups === undefined) return [];
  const versions = groups.map(fieldsOf).map(({ versions: all, preferredVersion }) => {
    const preferred = textOf(fieldsOf(preferredVersion).groupVersion);
    const others = listOf(all).map((each) => textOf(fieldsOf(each).groupVersion));
    return [...new Set([preferred, ...others])].filter((each) => each !== undefined);
  });
  const kinds = new Map<string, Listable>();
  for (const version of ["v1", ...versions.flat()]) {
    const root = version === "v1" ? "/api/v1" : `/apis/${version}`;
    const resources = await attempt(version, async () =>
      listOf(fieldsOf(await ask(root)).resources),
    );
    for (const resource of (resources ?? []).map(fieldsOf)) {
      const plural = textOf(resource.name) ?? "";
      const group = version.includes("/") ? version.slice(0, version.indexOf("/")) : "";
      const name = group === "" ? plural : `${plural}.${group}`;
      if (plural.includes("/") || !listOf(resource.verbs).includes("list")) continue;
      if (kinds.has(name) || TRANSIENT.test(name)) continue;
      const kind = textOf(resource.kind) ?? "";
      kinds.set(name, { apiVersion: version, kind, path: `${root}/${plural}`, name });
    }
  }
  return [...kinds.values()];
}

async function pages(ask: Ask, { apiVersion, kind, path, name }: Listable): Promise<Fields[]> {
  const objects: Fields[] = [];
  for (let next = ""; ;) {
    const query = `?limit=${PAGE}${next === "" ? "" : `&continue=${encodeURIComponent(next)}`}`;
    const accept = name === "secrets" ? METADATA_ONLY : undefined;
    const list = fieldsOf(await ask(`${path}${query}`, accept));
    if (!Array.isArray(list.items)) throw new NoAnswer("the answer is no list");
    // Items of a list leave out what the list says for them; those of metadata say PartialObjectMetadata.
    for (const item of listOf(list.items)) objects.push({ ...fieldsOf(item), apiVersion, kind });
    next = textOf(fieldsOf(list.metadata).continue) ?? "";
    if (next === "") return name === "secrets" ? objects.map(metadataAlone) : objects;
  }
}

/** A server may know no metadata lists, and send all. */
const metadataAlone = ({ apiVersion, kind, metadata }: Fields): Fields => ({
  apiVersion,
  kind,
  metadata,
});
