import type { Flow, Port } from "../../network/flow";
import { certManagerFlows } from "../../network/flows/cert-manager";
import { controllerFlows } from "../../network/flows/controller";
import { gatewayFlows } from "../../network/flows/gateway";
import { istioFlows } from "../../network/flows/istio";
import { metalLbFlows } from "../../network/flows/metal-lb";
import { tenantFlows } from "../../network/flows/tenant";
import type { Landscape } from "../../network/landscape";
import { waysIn, type WayIn } from "../../schema/exposure";
import { joinedLines, type Cells } from "./joined-lines";
import { everything, landscape, serving, training } from "./platform";
import { chosen, subsets, switches } from "./switches";

interface Situation {
  readonly place: Landscape;
  readonly tenant: ReturnType<typeof serving>;
}

const groups: Readonly<Record<string, (situation: Situation) => Flow[]>> = {
  "Seldon's controller": ({ place }) => controllerFlows(place),
  "A serving tenant": ({ place, tenant }) => tenantFlows(place, tenant),
  "A training tenant": ({ place, tenant }) => tenantFlows(place, training("team-a", tenant)),
  "Istio and its gateway": ({ place }) => [...istioFlows(place), ...gatewayFlows(place)],
  MetalLB: ({ place }) => metalLbFlows(place),
  "cert-manager": ({ place }) => certManagerFlows(place),
};

/** What stands for itself in the tests, by the words of the stack file. */
const words: Readonly<Record<string, string>> = {
  "team-a": "the tenant",
  monitoring: "`monitoring.namespace`",
  "ingress-nginx": "`exposure.ingress.namespace`",
  "10.20.0.11/32, 10.20.0.12/32, 10.42.0.1/32": "`cluster.apiServer`: `cidrs`, `webhookCallers`",
  "10.30.0.0/24, 10.30.1.9/32": "`exposure.clients`",
  "169.254.20.10/32": "`cluster.nodeLocalDns`",
  "0.0.0.0/0": "every address",
};
const targets: Readonly<Record<string, string>> = {
  "10.20.0.11/32, 10.20.0.12/32": "`cluster.apiServer`: `cidrs`",
  "10.20.0.30/32": "`modelStores`",
  "10.20.0.33/32": "`hodometer.egress`",
  "10.20.0.40/32": "`seldon.kafka.egress`",
  "10.20.0.60/32": "`certManager.acme.egress`",
  kafka: "`seldon.kafka.egress`",
  tracing: "`seldon.tracing.egress`",
};

/** One row of a group, with the situations that it was found in. */
export interface Row {
  readonly cells: Cells;
  readonly found: { readonly on: readonly string[]; readonly wayIn: WayIn }[];
}

/** Every row that a group has in any situation: by each way in, under each set of switches. */
export function rowsOf(group: string): Row[] {
  const rows = new Map<string, Row>();
  for (const on of subsets())
    for (const wayIn of waysIn) {
      const { place, tenant } = chosen(on);
      const { apiServer } = everything;
      const flows = groups[group]?.({
        place: { ...landscape, apiServer, ...place },
        tenant: serving("team-a", { ...tenant, wayIn }),
      });
      for (const flow of flows ?? []) {
        const cells = cellsOf(flow);
        const key = JSON.stringify(cells);
        const row = rows.get(key) ?? { cells, found: [] };
        rows.set(key, row);
        // Two targets of one key of the stack file are one row here.
        if (row.found.at(-1)?.on !== on || row.found.at(-1)?.wayIn !== wayIn)
          row.found.push({ on, wayIn });
      }
    }
  return [...rows.values()];
}

const cellsOf = ({ from, to, ports, why }: Flow): Cells => ({
  from: peerText(from),
  to: peerText(to),
  on: targetOf(to) === undefined ? portsText(ports) : "the one given",
  why,
});

type End = Flow["from" | "to"];

function targetOf(peer: End): string | undefined {
  if ("kubelet" in peer) return undefined;
  return targets["cidrs" in peer ? peer.cidrs.join(", ") : peer.namespace];
}

function peerText(peer: End): string {
  if ("kubelet" in peer) return "kubelet of the pod's node";
  const target = targetOf(peer);
  if (target !== undefined) return target;
  if ("cidrs" in peer) return words[peer.cidrs.join(", ")] ?? peer.cidrs.join(", ");
  const namespace = words[peer.namespace] ?? peer.namespace;
  const labels = Object.entries(peer.labels ?? {}).map(([key, value]) =>
    value === "true" ? key : value,
  );
  return labels.length > 0 ? `${namespace}: ${labels.join(" ")}` : `${namespace}: all pods`;
}

const portsText = (ports: readonly Port[] | undefined): string =>
  ports?.map(({ protocol, port }) => `${protocol} ${String(port)}`).join(", ") ?? "every port";

/** Under what a row is there: all of `on`, none of `off`, and one of the words. */
export function conditionsOf({ found }: Row) {
  const names = Object.keys(switches);
  return {
    on: names.filter((name) => found.every(({ on }) => on.includes(name))),
    off: names.filter((name) => found.every(({ on }) => !on.includes(name))),
    wayIn: waysIn.filter((word) => found.some(({ wayIn }) => wayIn === word)),
  };
}

function when(row: Row): string {
  const { on, off, wayIn } = conditionsOf(row);
  const code = (name: string) => name.replace(/[\w.]+\.\w+|^\w+$/g, "`$&`");
  const conditions = [
    ...on.map(code),
    ...off.map((name) => `without ${code(name)}`),
    ...(wayIn.length < waysIn.length ? [wayIn.map((word) => `\`${word}\``).join(", ")] : []),
  ];
  return conditions.join("; ") || "always";
}

/** The tables of the page, one for each group. */
export const matrix = (): string =>
  Object.keys(groups)
    .map((group) =>
      [
        `## ${group}`,
        "",
        "| from | to | on | why | when |",
        "| --- | --- | --- | --- | --- |",
        ...joinedLines(rowsOf(group).map((row) => ({ ...row.cells, when: when(row) }))).map(
          ({ from, to, on, why, when: keys }) => `| ${[from, to, on, why, keys].join(" | ")} |`,
        ),
      ].join("\n"),
    )
    .join("\n\n");

/** The names of the tables. */
export const groupNames: readonly string[] = Object.keys(groups);
