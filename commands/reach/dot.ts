import type { Row } from "../../policy/reach/rows";
import { titleOf, type Workload } from "../../policy/reach/workload";
import { portsByPair } from "./ports-by-pair";

/** A graph for Graphviz: a box for each namespace, an arrow for each pair with its ports, addresses outside of boxes. */
export function dotOf(rows: readonly Row[], workloads: readonly Workload[]): string {
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))].sort();
  const boxes = namespaces.flatMap((namespace, index) => [
    `  subgraph cluster_${index} {`,
    `    label=${quoted(namespace)};`,
    ...workloads
      .filter((workload) => workload.namespace === namespace)
      .map((workload) => `    ${quoted(titleOf(workload))} [label=${quoted(labelOf(workload))}];`)
      .sort(),
    "  }",
  ]);
  const arrows = [...portsByPair(rows)].flatMap(([src, to]) =>
    [...to].map(([dst, ports]) => `  ${quoted(src)} -> ${quoted(dst)} [label=${quoted(ports)}];`),
  );
  const lines = ["digraph reach {", "  rankdir=LR;", "  node [shape=box];", ...boxes, ...arrows];
  return `${[...lines, "}"].join("\n")}\n`;
}

const labelOf = ({ name, kind }: Workload): string => `${name}[${kind}]`;

/** Graphviz knows one escape in an ID, and takes further backslashes in labels for its own. */
const quoted = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
