import { fieldsOf, listOf } from "../../kubernetes-object";
import { WALLS } from "../../verdicts/tenant-rights";

/** Beside the walls themselves: what says which nodes there are, and so where walls stand. */
const NODES = { group: "", resources: ["nodes"] };

const WRITES = ["create", "update", "patch", "delete", "deletecollection", "*"];

/** Verbs by which one takes rights of others, on any resource of the group. */
const TAKES = [
  { group: "rbac.authorization.k8s.io", verbs: ["escalate", "bind"] },
  { group: "", verbs: ["impersonate"] },
  { group: "authentication.k8s.io", verbs: ["impersonate"] },
];

/** What the rules of a role let its holder do to the walls: `networkpolicies.networking.k8s.io`, each once. */
export function wallRights(rules: unknown): string[] {
  const found = listOf(rules).flatMap((rule) => {
    const { apiGroups, resources, verbs } = fieldsOf(rule);
    const does = listOf(verbs).map(String);
    return listOf(apiGroups)
      .map(String)
      .flatMap((group) =>
        listOf(resources)
          .map(String)
          .filter((resource) => editsWalls(group, resource, does) || takesRights(group, does))
          .map((resource) => (group === "" ? resource : `${resource}.${group}`)),
      );
  });
  return [...new Set(found)].sort();
}

function editsWalls(group: string, resource: string, verbs: readonly string[]): boolean {
  // A status decides nothing, and a finalizer only when something is gone.
  if (/\/(status|finalizers)$/.test(resource) || !verbs.some((verb) => WRITES.includes(verb)))
    return false;
  return [...WALLS, NODES].some(
    (kinds) =>
      (group === "*" ||
        (typeof kinds.group === "string" ? kinds.group === group : kinds.group.test(group))) &&
      (resource === "*" || kinds.resources === "all" || kinds.resources.includes(resource)),
  );
}

const takesRights = (group: string, verbs: readonly string[]): boolean =>
  TAKES.some(
    (each) =>
      (group === "*" || group === each.group) && each.verbs.some((verb) => verbs.includes(verb)),
  );
