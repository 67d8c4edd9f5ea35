import { endpointOf, isInside } from "../../hosts";
import { fieldsOf } from "../../kubernetes-object";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";

type Fields = Readonly<Record<string, unknown>>;

// What rclone calls the address of each kind of store; of a kind that is not listed, the address is the cloud's.
const ADDRESS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    endpoint:
      "s3|azureblob|azurefiles|google cloud storage|gcs|b2|qingstor|internetarchive|oracleobjectstorage",
    url: "http|webdav|seafile|koofr",
    host: "ftp|sftp|smb|netstorage",
    namenode: "hdfs",
    auth: "swift",
  }).flatMap(([field, types]) => types.split("|").map((type) => [type, field] as const)),
);
const LOCAL = new Set(["local", "memory"]);
// Stores laid over others, which they name.
const LAYERS = new Set([
  "alias",
  "crypt",
  "chunker",
  "compress",
  "hasher",
  "cache",
  "union",
  "combine",
]);
const CLOUDS = new Set(
  "drive|google photos|onedrive|dropbox|box|mega|pcloud|hidrive|jottacloud|mailru|yandex|storj|tardigrade|putio|sharefile|zoho|sugarsync|pikpak|premiumizeme|opendrive|fichier|filefabric|iclouddrive|protondrive|quatrix|uptobox|amazon cloud drive|linkbox|imagekit|cloudinary".split(
    "|",
  ),
);

/**
 * Whether fields are an rclone remote: a type with parameters, as Seldon's agent takes it. Without such a block, as in
 * rclone's own file, many settings look alike, so that something around must speak of rclone.
 */
export function isRemote(fields: Fields, isRclones = false): boolean {
  const type = typeOf(fields);
  if (type === undefined) return false;
  const isKnown = [ADDRESS, LAYERS, CLOUDS, LOCAL].some((types) => types.has(type));
  if (typeof fields.parameters === "object") return isKnown || typeof fields.name === "string";
  const isBare = Object.keys(fields).every((key) => key === "type" || key === "name");
  return isKnown && (isRclones || isBare || "provider" in fields);
}

const typeOf = ({ type }: Fields): string | undefined =>
  typeof type === "string" && type !== "" ? type.trim().toLowerCase() : undefined;

/** Where a remote is judged: its place, and the namespace of whoever reads it. */
export interface RemotePlace {
  readonly path: string;
  readonly site: Site;
  readonly namespace: string | undefined;
}

/** What is wrong with where a remote leads. No parameter but its addresses is read, and of those the host is told. */
export function remoteProblems(remote: Fields, place: RemotePlace): Complaint[] {
  const type = typeOf(remote);
  const { path } = place;
  if (type === undefined) return [{ path, message: "is an rclone remote without a type" }];
  const parameters = { ...remote, ...fieldsOf(remote.parameters) };
  const told = /^[a-z0-9 ]+$/.test(type) ? type : "that cannot be read";
  const field = ADDRESS.get(type);
  if (field === undefined && !LOCAL.has(type) && !LAYERS.has(type))
    return [{ path, message: `is an rclone remote of type ${told}, which is a public cloud` }];
  const missing = field !== undefined && isBlank(parameters[field]);
  const complaints = missing
    ? [
        {
          path,
          message: `is an rclone remote of type ${told} without ${field}, which means the public cloud`,
        },
      ]
    : [];
  for (const key of Object.keys(parameters))
    if (key === field || isAddressField(key))
      complaints.push(...wrong(key, parameters[key], place));
    else if (
      LAYERS.has(type) &&
      /^(remote|upstreams)$/.test(key) &&
      /(^|\s|=):|,/.test(String(parameters[key]))
    )
      complaints.push({
        path,
        message: `is an rclone remote whose ${key} writes another one into itself`,
      });
  return complaints;
}

const isBlank = (value: unknown): boolean => typeof value !== "string" || value.trim() === "";

const isAddressField = (key: string): boolean =>
  /(^|_)(endpoint|url|host|proxy|namenode)$/.test(key);

function wrong(key: string, value: unknown, { path, site, namespace }: RemotePlace): Complaint[] {
  if (isBlank(value)) return [];
  return String(value)
    .split(/[\s,]+/)
    .filter((each) => each !== "")
    .flatMap((each) => {
      const endpoint = endpointOf(each);
      if (endpoint !== undefined && isInside(endpoint, site, namespace)) return [];
      const where = endpoint === undefined ? "nowhere that can be read" : `to ${endpoint.host}`;
      return [
        {
          path,
          message: `is an rclone remote whose ${key} leads ${where}, which does not lie inside`,
        },
      ];
    });
}
