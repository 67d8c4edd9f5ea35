import type { Flow } from "../network/flow";
import { groupsOf } from "../network/groups";

/** Where the proxy itself answers: traffic to these never passes what a mesh checks. */
const proxyPorts = [15020, 15021, 15090];

/** One caller of pods, as their proxies see it. */
interface Caller {
  /** Who it proves to be; absent where nothing is proved. */
  readonly principal?: string;
  /** Of the pods; TCP. */
  readonly ports: readonly number[];
}

/** Pods of one namespace that have a proxy, and who calls them through it. */
export interface Proxied {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly callers: readonly Caller[];
}

/** Whom a mesh has to judge in a namespace, by the rows and nothing else; pods that nobody calls are left out. */
export const proxied = (namespace: string, rows: readonly Flow[]): Proxied[] =>
  groupsOf(namespace, rows).flatMap(({ name, pods, incoming }) => {
    const callers = incoming.map(callerOf).filter(({ ports }) => ports.length > 0);
    const isJudged = pods.account !== undefined && callers.length > 0;
    return isJudged ? [{ name, labels: pods.labels ?? {}, callers }] : [];
  });

function callerOf({ from, ports = [], unlisted }: Flow): Caller {
  const numbers = ports.map(({ port }) => port).filter((port) => !proxyPorts.includes(port));
  const proves = !unlisted && "namespace" in from && from.account !== undefined;
  return proves
    ? { principal: `cluster.local/ns/${from.namespace}/sa/${from.account}`, ports: numbers }
    : { ports: numbers };
}
