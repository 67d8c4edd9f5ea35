import { fieldsOf, listOf, textOf } from "../../kubernetes-object";
import { childPath } from "../../unknown";

type Fields = Readonly<Record<string, unknown>>;

/** What a volume source says of where its data lies. */
export interface VolumeServer {
  readonly path: string;
  /** Undefined for what can lie nowhere but in a cloud, or where nobody can say. */
  readonly server: string | undefined;
}

/** Sources that are disks or shares of a cloud, or that fetch by themselves. */
const ELSEWHERE = new Set([
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "gcePersistentDisk",
  "gitRepo",
  "flexVolume",
]);

/** Where the other sources name their servers; a list names several. */
const SERVERS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    nfs: ["server"],
    iscsi: ["targetPortal", "portals"],
    cephfs: ["monitors"],
    rbd: ["monitors"],
    quobyte: ["registry"],
    scaleIO: ["gateway"],
  }),
);

/** Drivers of clouds, by the domain of whoever makes them. */
const CLOUD_DRIVER =
  /(^|\.)(aws\.com|azure\.com|gke\.io|googleapis\.com|ibm\.io|alibabacloud\.com|digitalocean\.com|hetzner\.cloud|linode\.com|oraclecloud\.com|scaleway\.com|vultr\.com|civo\.com)$|^kubernetes\.io\/(aws|azure|gce)-/;

/** Names under which drivers are told a server: `server`, `nfsServer`, `endpoint_url`. */
const SERVER_KEY =
  /(server|endpoint|host|monitors|source|share|url|address|portal|gateway|registry)/i;

/** Every server that a volume source, or the spec of a PersistentVolume, names. */
export const serversOf = (source: Fields, path: string): VolumeServer[] =>
  Object.keys(source).flatMap((type) => {
    const at = childPath(path, type);
    const fields = source[type];
    if (fields === undefined || fields === null) return [];
    if (ELSEWHERE.has(type)) return [{ path: at, server: undefined }];
    if (type === "csi") return ofDriver(fieldsOf(fields), at, "driver", "volumeAttributes");
    return (SERVERS.get(type) ?? []).flatMap((field) =>
      written(fieldsOf(fields)[field], childPath(at, field)),
    );
  });

/** What a CSI driver is told; a StorageClass has other names for the same. */
export const ofDriver = (
  fields: Fields,
  path: string,
  driver: "driver" | "provisioner",
  attributes: "volumeAttributes" | "parameters",
): VolumeServer[] => {
  const told = fieldsOf(fields[attributes]);
  return [
    ...(CLOUD_DRIVER.test(textOf(fields[driver]) ?? "")
      ? [{ path: childPath(path, driver), server: undefined }]
      : []),
    ...Object.keys(told)
      .filter((key) => SERVER_KEY.test(key))
      .flatMap((key) => written(told[key], childPath(childPath(path, attributes), key))),
  ];
};

/** One server, a list of them, or several in one text. */
const written = (value: unknown, path: string): VolumeServer[] =>
  Array.isArray(value)
    ? listOf(value).flatMap((item, index) => written(item, childPath(path, index)))
    : (textOf(value) ?? "")
        .split(/[\s,;]+/)
        .filter((server) => server !== "")
        .map((server) => ({ path, server }));
