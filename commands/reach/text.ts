import type { ClusterSet } from "../../policy/reach/cluster-set";
import type { Reachability } from "../../policy/reach/reachability";
import type { Row } from "../../policy/reach/rows";
import { titleOf, type Workload } from "../../policy/reach/workload";
import { portsByPair } from "./ports-by-pair";

/** What a change opens and closes. */
export interface Changes {
  readonly opened: readonly Row[];
  readonly closed: readonly Row[];
}

/** For people: first what no policy holds, then each source with whom it reaches. */
export function tableText(
  rows: readonly Row[],
  { namespaces, workloads, policies }: ClusterSet,
  reachability: Reachability,
): string {
  const notes = new Map(workloads.map((each) => [titleOf(each), noteOf(each)]));
  const title = `${count(workloads.length, "workload")} in ${count(namespaces.size, "namespace")}, ${count(policies.length, "NetworkPolicy", "NetworkPolicies")}`;
  return `${[title, "", ...openLines(workloads, reachability), ...grouped(rows, notes)].join("\n")}\n`;
}

/** What is opened comes first: it is what makes the exit code. */
export function changesText({ opened, closed }: Changes): string {
  if (opened.length + closed.length === 0) return "Nothing is opened and nothing is closed.\n";
  const part = (title: string, rows: readonly Row[]): string[] =>
    rows.length === 0 ? [] : [title, "", ...grouped(rows)];
  return `${[...part("OPENED", opened), ...part("CLOSED", closed)].join("\n")}\n`;
}

/** The workloads that no policy holds in a direction. */
function openLines(workloads: readonly Workload[], reachability: Reachability): string[] {
  const open = workloads.flatMap((workload) => {
    const isOpen = (direction: "ingress" | "egress"): boolean =>
      reachability.isolated(workload, direction).length === 0;
    const ways = [isOpen("ingress") && "in", isOpen("egress") && "out"].filter(Boolean).join(", ");
    return ways === "" ? [] : [`  ${ways.padEnd(9)}${titleOf(workload)}${noteOf(workload)}`];
  });
  return open.length === 0
    ? ["Policies hold every workload, in and out.", ""]
    : [
        "NO POLICY HOLDS (in: all may call it, out: it may call all that lets it in)",
        ...open.sort(),
        "",
      ];
}

function grouped(rows: readonly Row[], notes?: ReadonlyMap<string, string>): string[] {
  const pairs = portsByPair(rows);
  const names = [...pairs.values()].flatMap((to) => [...to.keys()].map(shortOf));
  const width = Math.max(0, ...names.map(({ length }) => length));
  return [...pairs].flatMap(([src, to]) => [
    `${shortOf(src)}${notes?.get(src) ?? ""}`,
    ...[...to].map(([dst, ports]) => `  ${shortOf(dst).padEnd(width)}  ${ports}`),
    "",
  ]);
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["0.0.0.0-255.255.255.255", "anywhere by IPv4"],
  ["::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "anywhere by IPv6"],
]);

/** A range of one address is that address. */
function shortOf(name: string): string {
  if (name.includes("/")) return name;
  const [first, last] = name.split("-");
  return first !== undefined && first === last ? first : (WORDS.get(name) ?? name);
}

function noteOf({ hostNetwork, replicas }: Workload): string {
  const notes = [hostNetwork && "in its node's network", replicas === 0 && "0 replicas"];
  const said = notes.filter(Boolean);
  return said.length === 0 ? "" : `  (${said.join(", ")})`;
}

const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;
