import {
  controllerDeployment,
  pluralOf,
  seldonKinds,
  type Controller,
  type SeldonKind,
  type SeldonObject,
} from "../cluster/seldon-objects";
import type { Tenant } from "../schema/tenant";
import { remaining } from "./tenants";

/** A tenant that is to be taken down, and what its namespace holds of Seldon now. */
export interface Retirement {
  readonly tenant: Pick<Tenant, "name" | "force" | RetiredLists>;
  readonly objects: readonly SeldonObject[];
  /** What the API server says keeps the namespace, where it is being deleted already. */
  readonly deletion: readonly string[] | undefined;
}

type RetiredLists = "experiments" | "pipelines" | "models" | "servers";

/** How the cluster stands that it is retired on. */
export interface Ground {
  readonly controller: Controller;
  /** The start of a command line that reaches the stack's cluster. */
  readonly kubectl: string;
}

/** Why a tenant cannot be taken down as things stand: one sentence each, with what to do. */
export function retirementProblems(retirement: Retirement, ground: Ground): string[] {
  const stuck = hanging(retirement, ground);
  // What hangs comes first: while nobody clears finalizers, deleting anything would only hang as well.
  if (stuck.length > 0) return stuck;
  const { tenant, deletion } = retirement;
  if (deletion === undefined) return tenant.force ? [] : stillHeld(retirement, ground);
  return deletion.length === 0 ? [] : notGone(retirement, deletion, ground);
}

/**
 * What no item of the stack file accounts for, in the order in which it has to go. The engine does not
 * know of it, and the tenant's runtime waits for ever for a Server that is left, as a Model does for the
 * runtime's scheduler.
 */
export function foreignObjects({ tenant, objects }: Retirement): SeldonObject[] {
  const own: Readonly<Partial<Record<SeldonKind, readonly { readonly name: string }[]>>> = {
    Experiment: tenant.experiments,
    Pipeline: tenant.pipelines,
    Model: tenant.models,
    Server: tenant.servers,
  };
  return objects.filter(
    ({ kind, name }) =>
      kind !== "SeldonRuntime" && !(own[kind] ?? []).some((item) => item.name === name),
  );
}

/** Names of at most this many objects of a kind; a namespace may hold hundreds. */
const namesShown = 5;

/** Objects by kind, as "2 Models (a, b) and 1 Server (c)". */
export function counted(objects: readonly SeldonObject[]): string {
  const parts = seldonKinds.flatMap(({ kind }) => {
    const names = objects.filter((object) => object.kind === kind).map(({ name }) => name);
    if (names.length === 0) return [];
    const shown = names.slice(0, namesShown).join(", ");
    const more = names.length - namesShown;
    const plural = names.length === 1 ? kind : `${kind}s`;
    return [
      `${String(names.length)} ${plural} (${more > 0 ? `${shown} and ${String(more)} more` : shown})`,
    ];
  });
  return list(parts);
}

const ofTheStackFile = (own: number): string =>
  own === 0 ? "" : `, ${String(own)} of them the stack file's`;

function stillHeld(retirement: Retirement, { kubectl }: Ground): string[] {
  const { tenant, objects } = retirement;
  const foreign = foreignObjects(retirement);
  const serving = objects.filter(({ kind }) => kind !== "Server" && kind !== "SeldonRuntime");
  const held = [...serving, ...foreign.filter(({ kind }) => kind === "Server")];
  if (held.length === 0) return [];
  const kinds = seldonKinds.filter(({ kind }) => held.some((object) => object.kind === kind));
  const commands = kinds.map(({ kind, plural }) => {
    const which =
      kind === "Server"
        ? held.filter((object) => object.kind === kind).map(({ name }) => name)
        : ["--all"];
    return `${kubectl} -n ${tenant.name} delete ${plural}.mlops.seldon.io ${which.join(" ")}`;
  });
  return [
    [
      `tenant "${tenant.name}" is to be retired and still holds ${counted(held)}${ofTheStackFile(held.length - foreign.length)}; ` +
        "delete them in this order, or write force: true, which does it for you:",
      ...commands,
    ].join("\n      "),
  ];
}

function hanging(retirement: Retirement, { controller, kubectl }: Ground): string[] {
  const kept = keptObjects(retirement);
  if (controller.state === "available" || kept.length === 0) return [];
  const { namespace } = controller;
  const [found, start] = {
    absent: [
      "is not there",
      // Without a refresh the engine believes that it still is.
      "take retire: true back and run pulumi up --refresh, which makes it anew",
    ],
    silent: [
      "is said to be available, but has not renewed its lease for minutes",
      `see why: ${kubectl} -n ${namespace} logs deployment/${controllerDeployment}`,
    ],
    unavailable: [
      "has no available replica",
      `start it: ${kubectl} -n ${namespace} scale deployment ${controllerDeployment} --replicas=1`,
    ],
  }[controller.state];
  const what = kept.map(
    ({ kind, name, finalizers }) => `${kind} ${name} (${finalizers.join(", ")})`,
  );
  return [
    [
      `tenant "${retirement.tenant.name}" cannot be retired: Seldon's controller (Deployment ${controllerDeployment} in ${namespace}) ${found}, ` +
        `and nobody else clears the finalizers of ${list(what)}; ${start}; ` +
        "if it is gone for good, clear them by hand, then run pulumi up again:",
      ...clearing(retirement, kubectl),
    ].join("\n      "),
  ];
}

/** Its controller is there, but what it needs may be gone: a Model's scheduler, or its own rights. */
function notGone(
  retirement: Retirement,
  deletion: readonly string[],
  { kubectl }: Ground,
): string[] {
  const lines = clearing(retirement, kubectl);
  const remedy =
    lines.length === 0
      ? "remove by hand what holds it"
      : "clear by hand what Seldon cannot clear any more:";
  return [
    [
      `tenant "${retirement.tenant.name}" is being deleted and not gone yet${remaining(deletion)}; ` +
        `wait, and run pulumi up again; if it stays so, ${remedy}`,
      ...lines,
    ].join("\n      "),
  ];
}

const keptObjects = ({ objects }: Retirement): SeldonObject[] =>
  objects.filter(({ finalizers }) => finalizers.length > 0);

/** Command lines that let go of what nobody will clean up after. */
const clearing = (retirement: Retirement, kubectl: string): string[] =>
  keptObjects(retirement).map(
    ({ kind, name }) =>
      `${kubectl} -n ${retirement.tenant.name} patch ${pluralOf(kind)}.mlops.seldon.io ${name} ` +
      `--type=merge -p '{"metadata":{"finalizers":null}}'`,
  );

const list = (parts: readonly string[]): string => new Intl.ListFormat("en-GB").format(parts);
