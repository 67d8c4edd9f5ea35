import type { Flow, Peer } from "../../network/flow";
import { platformNamespaces } from "../../schema/namespaces";
import type { Platform } from "../../schema/platform";
import { tableOf, type Table } from "./table";

/** A row of which objects are made; the kubelet's are only there to be read. */
export type Judged = Flow & { readonly from: Peer };

/** A stack, its table, and one row of each kind that it has. */
export interface Stocked<Stack> {
  readonly stack: Stack;
  readonly platform: Platform;
  readonly table: Table;
  readonly kinds: ReadonlyMap<string, Judged>;
}

/** The table has the rows of all parts, and those of a part that is not installed make nothing. */
function absentIn({ certManager, metalLb, istio }: Platform): string[] {
  const { istio: mesh, cni, gateway, ...others } = platformNamespaces;
  return [
    ...(istio.enabled ? [] : [mesh, cni, gateway]),
    ...(certManager ? [] : [others.certManager]),
    ...(metalLb ? [] : [others.metalLb]),
  ];
}

const isJudged = (row: Flow): row is Judged => !("kubelet" in row.from);

/** The kinds of rows of a stack: tenants differ by name alone, and the first that has a row stands for all. */
export function stocked<Stack>(stack: Stack, platform: Platform): Stocked<Stack> {
  const table = tableOf(platform);
  const tenants = platform.tenants.map(({ name }) => name);
  const absent = absentIn(platform);
  const isThere = (peer: Peer) => !("namespace" in peer && absent.includes(peer.namespace));
  const kinds = new Map<string, Judged>();
  for (const row of [table.controller, table.ground, ...table.tenants.values()]
    .flat()
    .filter(isJudged)
    .filter(({ from, to }) => isThere(from) && isThere(to)))
    if (!kinds.has(kindOf(row, tenants))) kinds.set(kindOf(row, tenants), row);
  return { stack, platform, table, kinds };
}

/** As few stacks as have every kind of row that any of them has, each with the kinds that it stands for. */
export function sharedOut<Stack>(all: readonly Stocked<Stack>[]): Stocked<Stack>[] {
  const left = new Set(all.flatMap(({ kinds }) => [...kinds.keys()]));
  const chosen: Stocked<Stack>[] = [];
  while (left.size > 0) {
    const [best] = all
      .map((each) => ({ each, own: [...each.kinds].filter(([kind]) => left.has(kind)) }))
      .sort((one, other) => other.own.length - one.own.length);
    if (best === undefined) break;
    for (const [kind] of best.own) left.delete(kind);
    chosen.push({ ...best.each, kinds: new Map(best.own) });
  }
  return chosen;
}

/** `loads models: seldon-system v2-controller-manager to a tenant seldon-scheduler on 9004` */
function kindOf({ from, to, ports, why }: Judged, tenants: readonly string[]): string {
  const end = (peer: Peer): string => {
    if ("cidrs" in peer) return peer.cidrs.join("+");
    const place = tenants.includes(peer.namespace) ? "a tenant" : peer.namespace;
    return [place, ...Object.values(peer.labels ?? {})].join(" ");
  };
  const on = ports?.map(({ protocol, port }) => `${protocol} ${String(port)}`).join("+") ?? "all";
  return `${why}: ${end(from)} to ${end(to)} on ${on}`;
}
