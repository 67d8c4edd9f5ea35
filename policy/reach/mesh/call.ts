import type { AddressSet } from "../sets/address-set";
import type { Protocol } from "../sets/port-set";
import { titleOf, type Workload } from "../workload";
import { allOf, type Answer } from "./answer";
import { authorized, policiesFor } from "./authorization";
import type { Caller } from "./authorization-rule";
import { capturesInbound, capturesOutbound } from "./capture";
import { proxyOf } from "./membership";
import { homeOf, type Mesh } from "./mesh";
import { mtlsMode } from "./mtls-mode";
import { letsOut } from "./registry";
import { metadataOf, textOf } from "../../kubernetes-object";

/** A connection, as the proxies at its two ends meet it. */
export interface Call {
  readonly from: Workload | AddressSet;
  readonly to: Workload | AddressSet;
  readonly protocol: Protocol;
  readonly port: number;
  /** By a Service that Istio knows, so that proxies know who is there; else by address. */
  readonly byService: boolean;
  /** The namespace of that Service, where nobody's pods are meant by it. */
  readonly serviceNamespace?: string;
  /** The names that are dialled, where they are known. */
  readonly hosts?: readonly string[];
}

/** What the mesh says of a call, and why it is not a yes. */
export interface Passage {
  readonly answer: Answer;
  readonly reasons: readonly string[];
}

/** Whether both proxies of a call let it pass; a yes where there are none. NetworkPolicies are not asked. */
export function passage(call: Call, mesh: Mesh): Passage {
  const out = wayOut(call, mesh);
  const steps = [
    out.passage,
    likely(identified(call, out.passes, mesh).map((isProved) => wayIn(call, isProved, mesh))),
  ];
  const closed = steps.filter(({ answer }) => answer !== "yes");
  return {
    answer: allOf(steps.map(({ answer }) => answer)),
    reasons: closed.flatMap(({ reasons }) => reasons),
  };
}

/** Where it is not known how a caller comes, both ways must say the same. */
function likely(ways: readonly Passage[]): Passage {
  const answers = new Set(ways.map(({ answer }) => answer));
  const [answer = "yes"] = answers;
  return {
    answer: answers.size > 1 ? "maybe" : answer,
    reasons: ways.flatMap(({ reasons }) => reasons),
  };
}

const open: Passage = { answer: "yes", reasons: [] };

const isPods = (end: Workload | AddressSet): end is Workload => "namespace" in end;

function wayOut(call: Call, mesh: Mesh): { passage: Passage; passes: Answer } {
  const { from, to, port, protocol } = call;
  const proxy = isPods(from) ? proxyOf(from, mesh) : undefined;
  if (!isPods(from) || proxy === undefined) return { passage: open, passes: "no" };
  // It has nothing beside it to let out: all it calls are its own routes.
  if (proxy === "gateway") return { passage: open, passes: "yes" };
  const addresses = isPods(to) ? undefined : to;
  const passes = capturesOutbound(from, protocol, port, addresses, mesh);
  if (passes === "no") return { passage: open, passes };
  const service = isPods(to) ? to.namespace : call.serviceNamespace;
  const answer = letsOut(
    from,
    { port, addresses, hosts: call.hosts ?? [], service: call.byService ? service : undefined },
    mesh,
  );
  const reasons = [
    `the proxy of ${titleOf(from)} lets nothing out to ${protocol} ${port} there: no ServiceEntry of ${from.namespace} says it (REGISTRY_ONLY), or a Sidecar keeps it from knowing`,
  ];
  return { passage: answer === "yes" ? open : { answer, reasons }, passes };
}

/** Whether the caller comes with a certificate of the mesh: both where that cannot be told. */
function identified(call: Call, passes: Answer, mesh: Mesh): readonly boolean[] {
  const { from, to, byService, port } = call;
  const canProve =
    byService &&
    isPods(from) &&
    isPods(to) &&
    proxyOf(to, mesh) === "sidecar" &&
    // Then proxies are told not to try.
    mtlsMode(to, port, mesh) !== "DISABLE";
  if (!canProve || passes === "no") return [false];
  return passes === "yes" ? [true] : [true, false];
}

function wayIn({ from, to, protocol, port }: Call, isProved: boolean, mesh: Mesh): Passage {
  const proxy = isPods(to) ? proxyOf(to, mesh) : undefined;
  if (!isPods(to) || proxy === undefined) return open;
  const captured = capturesInbound(to, protocol, port, mesh);
  if (captured === "no")
    return isProved && protocol === "TCP"
      ? refused(
          `${titleOf(to)} takes ${protocol} ${port} past its proxy, which callers do not know`,
        )
      : open;
  const mode = proxy === "sidecar" ? mtlsMode(to, port, mesh) : "PERMISSIVE";
  if (mode === undefined)
    return {
      answer: "maybe",
      reasons: [`several PeerAuthentications of one rank say different things of ${titleOf(to)}`],
    };
  if (mode === "STRICT" && !isProved)
    return refused(
      `${titleOf(to)} takes TCP ${port} by mutual TLS alone (STRICT), and ${callerName(from)} calls in plain text`,
    );
  const answer = authorized(to, port, callerOf(from, isProved, mesh), mesh);
  if (answer === "yes") return open;
  const names = policiesFor(to, mesh)
    .map((policy) => `${homeOf(policy)}/${textOf(metadataOf(policy).name) ?? ""}`)
    .join(", ");
  return {
    answer,
    reasons: [
      `no AuthorizationPolicy surely lets ${callerName(from)} ${isProved ? "with its certificate" : "in plain text"} to ${titleOf(to)} on TCP ${port} (there are: ${names})`,
    ],
  };
}

const refused = (reason: string): Passage => ({ answer: "no", reasons: [reason] });

const callerName = (from: Workload | AddressSet): string =>
  isPods(from) ? titleOf(from) : from.ranges().slice(0, 3).join(", ");

const callerOf = (
  from: Workload | AddressSet,
  isProved: boolean,
  { settings: { trustDomain } }: Mesh,
): Caller =>
  isPods(from)
    ? {
        identity: isProved
          ? { trustDomain, namespace: from.namespace, serviceAccount: from.serviceAccount }
          : undefined,
        addresses: undefined,
      }
    : { identity: undefined, addresses: from };
