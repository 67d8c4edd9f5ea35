import { fieldsOf, isKind, listOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { uriProblem } from "./storage-uri";

export const isStorageContainer = (object: KubernetesObject): boolean =>
  isKind(object, "serving.kserve.io", "ClusterStorageContainer");

/** What a ClusterStorageContainer of KServe takes from anywhere, by the prefixes and expressions that it lists. */
export const formatProblems = (object: KubernetesObject, site: Site): Complaint[] =>
  listOf(fieldsOf(object.spec).supportedUriFormats).flatMap((format, index) =>
    (["prefix", "regex"] as const).flatMap((field): Complaint[] => {
      const text = fieldsOf(format)[field];
      if (typeof text !== "string") return [];
      const message = field === "prefix" ? prefixProblem(text, site) : regexProblem(text, site);
      if (message === undefined) return [];
      return [
        {
          path: `spec.supportedUriFormats[${index}].${field}`,
          message,
          remedy: "Name s3:// or pvc://, or a host inside in full, as in https://store.team.svc/.",
        },
      ];
    }),
  );

const ANY = "takes URIs of more than one scheme";

function prefixProblem(prefix: string, site: Site): string | undefined {
  if (!prefix.includes(":")) return ANY;
  // https://store.team.svc is also the beginning of https://store.team.svc.example.com.
  return /^https?:\/\/[^/]+$/i.test(prefix)
    ? "ends within the name of a host, so that others may follow"
    : uriProblem(prefix, "configured", site);
}

function regexProblem(regex: string, site: Site): string | undefined {
  const [, scheme, host = ""] =
    /^\^?([a-z][a-z0-9]*)\??:(?:\\?\/){2}((?:\\\.|[^/\\])*)/i.exec(regex) ?? [];
  if (scheme === undefined || regex.includes("|")) return ANY;
  if (!/^(https?|ftps?|sftp|web(dav|hdfs)|hdfs)$/i.test(scheme))
    return uriProblem(`${scheme}://`, "configured", site);
  return /[^\w-]/.test(host.replaceAll("\\.", ""))
    ? "takes URIs of hosts that it does not spell out"
    : uriProblem(`${scheme}://${host.replaceAll("\\.", ".")}/`, "configured", site);
}
