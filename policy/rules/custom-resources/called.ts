import { endpointOf, isInside } from "../../hosts";
import { listOf } from "../../kubernetes-object";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";

const REMEDY =
  "Name a Service of the cluster or an address of the site's network, or have the site list the host.";

/**
 * What is wrong with a URL or host that somebody is told to call; nothing where there is none.
 * @param namespace of whoever calls
 */
export function called(value: unknown, path: string, site: Site, namespace?: string): Complaint[] {
  if (value === undefined || value === null || value === "") return [];
  const endpoint = typeof value === "string" ? endpointOf(value) : undefined;
  // Not quoted: what is no host may be anything, a password too.
  if (endpoint === undefined)
    return [{ path, message: "names no host that can be read", remedy: REMEDY }];
  if (isInside(endpoint, site, namespace)) return [];
  return [
    { path, message: `leads to the host ${endpoint.host}, which lies outside`, remedy: REMEDY },
  ];
}

/** The items of a list, each with its place. */
export const itemsOf = (value: unknown, path: string): { item: unknown; path: string }[] =>
  listOf(value).map((item, index) => ({ item, path: childPath(path, index) }));

/** The same of each item of a list. */
export const calledEach = (
  value: unknown,
  path: string,
  site: Site,
  namespace?: string,
): Complaint[] => itemsOf(value, path).flatMap((at) => called(at.item, at.path, site, namespace));
