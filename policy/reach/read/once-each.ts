import { isDeepStrictEqual } from "node:util";
import {
  groupOf,
  isKind,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { UnknownAtPreview } from "../../unknown";
import type { Doubt } from "../cluster-set";
import { doubtOf } from "./doubts";
import { Unreadable } from "./reading";

/** Each object once. Of two that bear one name but say different things, the first counts, with a doubt. */
export function onceEach(all: readonly KubernetesObject[]): {
  objects: readonly KubernetesObject[];
  doubts: readonly Doubt[];
} {
  const byKey = new Map<string, KubernetesObject>();
  const objects: KubernetesObject[] = [];
  const doubts: Doubt[] = [];
  for (const object of all) {
    const key = keyOf(object);
    const first = key === undefined ? undefined : byKey.get(key);
    if (first === undefined) {
      if (key !== undefined) byKey.set(key, object);
      objects.push(object);
    } else if (!sayTheSame(first, object)) doubts.push(doubtOf(object, DOUBLE));
  }
  return { objects, doubts };
}

const DOUBLE = new Unreadable(
  "metadata.name",
  "is there twice, with different contents",
  "Leave one of them out: a cluster holds one object of a name.",
);

/** Undefined for what has no name yet. */
function keyOf(object: KubernetesObject): string | undefined {
  try {
    const { namespace, name } = metadataOf(object);
    if (textOf(name) === undefined) return undefined;
    return [groupOf(object), object.kind, textOf(namespace) ?? "", name].map(String).join("/");
  } catch (error) {
    if (!(error instanceof UnknownAtPreview)) throw error;
    return undefined;
  }
}

/** What the API server adds does not count. Data of Secrets is not read. */
function sayTheSame(one: KubernetesObject, other: KubernetesObject): boolean {
  if (isKind(one, "", "Secret")) return true;
  try {
    return isDeepStrictEqual(said(one), said(other));
  } catch {
    return false;
  }
}

function said(object: KubernetesObject): unknown {
  const { labels = {}, annotations = {} } = metadataOf(object);
  const rest = { ...object, metadata: { labels, annotations }, status: undefined };
  return JSON.parse(JSON.stringify(rest));
}
