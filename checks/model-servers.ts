import type { Problem } from "../schema/problems";
import type { Server } from "../schema/server";
import type { Model } from "../schema/serving";
import {
  capabilitiesOfType,
  knownCapabilities,
  nearCapability,
} from "../seldon/known-capabilities";
import { replicasOf } from "../seldon/server";
import { inEachTenant } from "./in-each-tenant";
import { knownNames } from "./known-name";

/** Without a server Seldon says "no matching servers" for ever. */
export const modelsHaveAServer = inEachTenant(({ kind, models, servers }) => {
  if (models.length === 0) return [];
  if (kind === "training")
    return problem(
      ["models"],
      "is for tenants that serve, and this one is of kind training; remove models, or the kind",
    );
  if (servers.length > 0) return [];
  return [
    {
      path: ["models"],
      message: "is without a server to load into; add one, as in servers: [{ name: mlserver }]",
      searched: ["servers"],
    },
  ];
});

/** A model goes to one server that can do all it requires, never to two that can do half each. */
export const modelsFitTheirServers = inEachTenant(({ models, servers }) =>
  servers.length === 0
    ? []
    : models.flatMap((model, index) =>
        misfits(model, servers).map(({ path, message }) => ({
          path: ["models", index, ...path],
          message,
          searched: ["servers"],
        })),
      ),
);

function misfits(model: Model, servers: readonly Server[]): Problem[] {
  const { server: wanted } = model;
  const candidates = servers.filter(({ name }) => wanted === undefined || name === wanted);
  if (wanted !== undefined && candidates.length === 0) {
    const names = servers.map(({ name }) => name);
    return problem(["server"], `is no server of this tenant; ${knownNames(wanted, names)}`);
  }
  const needs = needsOf(model);
  const fitting = candidates.filter((server) =>
    needs.every(({ word }) => knownCapabilities(server)?.includes(word)),
  );
  return fitting.length > 0 ? tooManyReplicas(model, fitting) : incapable(needs, candidates);
}

interface Need {
  readonly path: Problem["path"];
  readonly word: string;
}

/** Seldon counts the model's type among its requirements. */
const needsOf = ({ requirements, modelType }: Model): Need[] => [
  ...requirements.map((word, index) => ({ path: ["requirements", index], word })),
  ...(modelType === undefined ? [] : [{ path: ["modelType"], word: modelType }]),
];

function incapable(needs: readonly Need[], candidates: readonly Server[]): Problem[] {
  const unknown = candidates.find((server) => knownCapabilities(server) === undefined);
  if (unknown)
    return problem(
      ["requirements"],
      `is not known to fit server ${unknown.name}, whose image or ServerConfig is not Seldon's own; write that server's capabilities`,
    );
  const offered = candidates.flatMap((server) => knownCapabilities(server) ?? []);
  const missing = needs.filter(({ word }) => !offered.includes(word));
  if (missing.length > 0)
    return missing.map(({ path, word }) => ({ path, message: remedy(word, candidates) }));
  return problem(
    ["requirements"],
    `is more than any one server can do, and a model goes to one; choose from one server (${offers(candidates)})`,
  );
}

function remedy(word: string, candidates: readonly Server[]): string {
  const here = nearCapability(
    word,
    candidates.flatMap((server) => knownCapabilities(server) ?? []),
  );
  const known = `(${offers(candidates)})`;
  if (here !== undefined)
    return `is nothing that a server here can do; did you mean ${here}? ${known}`;
  for (const type of ["mlserver", "triton"] as const) {
    const there = nearCapability(word, capabilitiesOfType(type));
    if (there !== undefined)
      return `is nothing that a server here can do; ${there} needs a server of type ${type} ${known}`;
  }
  return `is nothing that a server here can do; change it, or write it under the server's extraCapabilities ${known}`;
}

/** What each can do; those that can do the same share one list. */
function offers(servers: readonly Server[]): string {
  const names = new Map<string, Set<string>>();
  for (const server of servers) {
    const list = knownCapabilities(server)?.join(", ") ?? "";
    names.set(list, (names.get(list) ?? new Set()).add(server.name));
  }
  return [...names].map(([list, sharing]) => `${[...sharing].join(", ")}: ${list}`).join("; ");
}

/** A server's replica loads a model once, so a model cannot have more replicas than its server ever has. */
function tooManyReplicas(model: Model, servers: readonly Server[]): Problem[] {
  const most = Math.max(...servers.map((server) => replicasOf(server).maxReplicas));
  const wanted: [string[], number | undefined][] = [
    [["replicas"], model.replicas],
    [["minReplicas"], model.minReplicas],
    [["maxReplicas"], model.maxReplicas],
    [["autoscaling", "maxReplicas"], model.autoscaling?.maxReplicas],
  ];
  const names = servers.map(({ name }) => name).join(", ");
  return wanted.flatMap(([path, count]) =>
    count !== undefined && count > most
      ? problem(
          path,
          `is more than the ${String(most)} of ${names}, and a server's replica loads a model once; give the server more replicas or maxReplicas`,
        )
      : [],
  );
}

const problem = (path: Problem["path"], message: string): Problem[] => [{ path, message }];
