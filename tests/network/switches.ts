import type { Landscape, TenantTraffic } from "../../network/landscape";
import { everything } from "./platform";

interface Choice {
  readonly place?: Partial<Landscape>;
  readonly tenant?: Partial<TenantTraffic>;
}

const { kafka, tracing, monitoringNamespace, acmeServer, nodeLocalDns } = everything;

/** What a stack file may turn on besides the way in, by the words of the stack file. */
export const switches: Readonly<Record<string, Choice>> = {
  "cluster.nodeLocalDns": { place: { nodeLocalDns } },
  "istio.enabled": { place: { mesh: true } },
  monitoring: { place: { monitoringNamespace } },
  "seldon.kafka": { place: { kafka } },
  "seldon.tracing": { place: { tracing } },
  "seldon.controlPlaneTls": { place: { controlPlaneTls: true } },
  "certManager.acme": { place: { acmeServer } },
  "exposure.tls by certManager.acme": { place: { acmeSolvers: true } },
  modelStores: { tenant: { modelStores: [{ cidrs: ["10.20.0.30/32"], port: 9000 }] } },
  hodometer: { tenant: { reportsUsage: true } },
  "hodometer.egress": { tenant: { usageReceivers: [{ cidrs: ["10.20.0.33/32"], port: 8443 }] } },
};

/** Several switches on at once. */
export const chosen = (names: readonly string[]): Required<Choice> => ({
  place: Object.assign({}, ...names.map((name) => switches[name]?.place)) as Partial<Landscape>,
  tenant: Object.assign(
    {},
    ...names.map((name) => switches[name]?.tenant),
  ) as Partial<TenantTraffic>,
});

/** None, each, and each two of the switches. */
export const pairs = (): string[][] => {
  const names = Object.keys(switches);
  return [
    [],
    ...names.map((name) => [name]),
    ...names.flatMap((one, index) => names.slice(index + 1).map((two) => [one, two])),
  ];
};

/** Every set of the switches that there is. */
export const subsets = (): string[][] =>
  Object.keys(switches).reduce<string[][]>(
    (sets, name) => [...sets, ...sets.map((set) => [...set, name])],
    [[]],
  );
