import { readObjects } from "../../policy/read-objects";
import { describeName } from "../../policy/kubernetes-object";
import type { ClusterSet, Doubt } from "../../policy/reach/cluster-set";
import { Reachability } from "../../policy/reach/reachability";
import { readCluster } from "../../policy/reach/read/read-cluster";
import { documentsIn } from "../documents";

/** A set of objects, and how far what is known of it can be trusted. */
export interface ReachSet {
  readonly cluster: ClusterSet;
  readonly reachability: Reachability;
  /** Whether parts of the input are not judged at all, or what is known may be wrong. */
  readonly isWrong: boolean;
  /** For stderr. */
  readonly lines: readonly string[];
}

/** Reads files, folders or stdin ("-"). Never throws: what cannot be judged is told in its lines. */
export function readSet(paths: readonly string[], stdin: () => string): ReachSet {
  const problems: string[] = [];
  const read = documentsIn(paths, stdin, problems).map(readObjects);
  for (const { object, message, remedy } of read.flatMap(({ findings }) => findings))
    problems.push(`${describeName(object)}: ${message}. ${remedy}`);
  const objects = read.flatMap((part) => part.objects);
  if (objects.length + problems.length === 0)
    problems.push(
      `${paths.join(", ")} holds no object. Give a file, a folder or a stream with Kubernetes objects.`,
    );
  const cluster = readCluster(objects);
  return {
    cluster,
    reachability: new Reachability(cluster),
    isWrong: problems.length > 0 || cluster.doubts.some(({ morePods }) => morePods !== true),
    lines: [...problems, ...cluster.doubts.map(lineOf)],
  };
}

const lineOf = ({ object, path, message, remedy }: Doubt): string =>
  `not proved: ${describeName(object)}: ${path === "" ? "" : `${path} `}${message}. ${remedy}`;
