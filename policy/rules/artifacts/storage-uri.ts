import { endpointOf, isInside } from "../../hosts";
import type { Site } from "../../site/site";

/** Who follows a URI: rclone knows remotes by name, KServe and Triton know clouds, others have settings. */
export type UriReader = "rclone" | "cloud" | "configured";

const CLOUDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "Google's storage": "gs gcs",
    "Azure's storage": "azureblob azure abfs abfss wasb wasbs as adl",
    "Hugging Face's hub": "hf huggingface",
    "a public cloud": "oss cos obs b2 drive gdrive dropbox onedrive box mega dbfs kaggle ngc ipfs",
  }).flatMap(([cloud, schemes]) => schemes.split(" ").map((scheme) => [scheme, cloud] as const)),
);

// Places in the pod, the cluster or beside the URI itself.
const LOCAL = new Set(["file", "pvc", "local", "configmap", "secret", "model", "models", "runs"]);
const S3 = new Set(["s3", "s3a", "s3n"]);

/** Storage URIs in a text, by their schemes; what http and its like name, is read by other rules. */
export const cloudUrisIn = (text: string): string[] =>
  !text.includes("://")
    ? []
    : [...text.matchAll(/(?<![\w.+-])([a-z][a-z0-9]*):\/\/[^\s"'`,;<>(){}|]*/gi)].flatMap(
        ([uri, scheme = ""]) =>
          CLOUDS.has(scheme.toLowerCase()) || S3.has(scheme.toLowerCase()) ? [uri] : [],
      );

/** What is wrong with where a URI leads, without its path, which may be anything; undefined if nothing is. */
export function uriProblem(
  uri: string,
  reader: UriReader,
  site: Site,
  namespace?: string,
): string | undefined {
  const text = uri.trim();
  const [, front, separator] = /^([^:/]*)(:\/\/|:)/.exec(text) ?? [];
  if (front === undefined) return undefined;
  if (front === "" || front.includes(","))
    return "writes an rclone remote into the URI, so that no Secret says where it leads";
  const scheme = front.toLowerCase();
  if (reader === "rclone" && site.artifacts.remotes.includes(front)) return undefined;
  if (LOCAL.has(scheme)) return undefined;
  const cloud = CLOUDS.get(scheme);
  if (cloud !== undefined) return `leads to ${cloud} (${scheme}:)`;
  if (S3.has(scheme)) return bucketProblem(text, reader, site, namespace);
  if (separator === "://" && !(reader === "rclone" && isRemoteName(scheme)))
    return hostProblem(text, site, namespace);
  return reader === "rclone"
    ? `names the rclone remote ${/^[\w-]+$/.test(front) ? front : "(not readable)"}, which the site does not list`
    : undefined;
}

// http, sftp, hdfs, oci and their like are followed as they are; any other word is the name of a remote.
const isRemoteName = (scheme: string): boolean =>
  !/^(https?|ftps?|sftp|webdavs?|davs?|(web)?hdfs|swift|git(\+\w+)?|ssh|oci|docker|nfs|smb|tcp)$/.test(
    scheme,
  );

/** `s3://host:9000/bucket` and `s3://https://host/bucket` say where; of `s3://bucket`, the cloud knows where. */
function bucketProblem(
  text: string,
  reader: UriReader,
  site: Site,
  namespace?: string,
): string | undefined {
  const rest = text.slice(text.indexOf(":") + 1).replace(/^\/+/, "");
  const isHost = /^https?:\/\//i.test(rest) || /^[^/]*:\d+(\/|$)/.test(rest);
  if (isHost) return hostProblem(rest, site, namespace);
  return reader === "configured"
    ? undefined
    : "names a bucket and no address, which means the cloud of S3";
}

function hostProblem(url: string, site: Site, namespace?: string): string | undefined {
  const endpoint = endpointOf(url);
  if (endpoint === undefined) return "names no host that can be read";
  return isInside(endpoint, site, namespace)
    ? undefined
    : `leads to ${endpoint.host}, which does not lie inside`;
}
