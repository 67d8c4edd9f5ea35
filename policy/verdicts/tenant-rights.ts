import { grantsOf, type Grant, type Right, type Subject } from "./grants";
import { ownedBy, ownerOf } from "./places";
import type { View } from "./view";

/** A set of kinds: one API group, or all that end in a domain, and the resources of it. */
interface Kinds {
  readonly group: string | RegExp;
  readonly resources: readonly string[] | "all";
}

/** Who may change these decides who meets whom. */
export const WALLS: readonly Kinds[] = [
  { group: "networking.k8s.io", resources: ["networkpolicies"] },
  { group: "", resources: ["namespaces", "namespaces/finalize"] },
  { group: /(^|\.)(istio\.io|cilium\.io|projectcalico\.org)$/, resources: "all" },
  { group: "policy.networking.k8s.io", resources: "all" },
  { group: "admissionregistration.k8s.io", resources: "all" },
];

/** Who may write these chooses the labels of pods. */
export const POD_MAKERS: readonly Kinds[] = [
  { group: "", resources: ["pods", "replicationcontrollers", "podtemplates"] },
  { group: "apps", resources: ["daemonsets", "deployments", "replicasets", "statefulsets"] },
  { group: "batch", resources: ["cronjobs", "jobs"] },
  // Their labels come to the pods.
  {
    group: "mlops.seldon.io",
    resources: ["seldonconfigs", "seldonruntimes", "serverconfigs", "servers"],
  },
];

const WRITES = ["create", "update", "patch", "delete", "deletecollection"];

/** What the tenants' people and accounts are given, in their own namespaces or elsewhere. */
export function tenantGrants(view: View): Grant[] {
  const tenants = ownedBy(view, "tenant");
  const grants = grantsOf(view);
  // People have no namespace: whom a tenant's namespace is opened to is one of its own.
  const people = new Set(
    grants
      .filter(({ namespace }) => namespace !== undefined && tenants.includes(namespace))
      .map(({ subject }) => personOf(subject))
      .filter((person) => person !== undefined),
  );
  return grants.filter(({ subject }) => isTenants(view, subject, people));
}

const personOf = ({ kind, name }: Subject): string | undefined =>
  kind === "ServiceAccount" || name.startsWith("system:") ? undefined : `${kind} ${name}`;

/** Groups that everybody is in, tenants too. */
const EVERYBODY = ["system:authenticated", "system:unauthenticated", "system:serviceaccounts"];

function isTenants(view: View, subject: Subject, people: ReadonlySet<string>): boolean {
  const { kind, name, namespace } = subject;
  const isOf = (home: string) => ownerOf(view, home) === "tenant";
  if (kind === "ServiceAccount") return isOf(namespace ?? "");
  // A group of all accounts of one namespace, and the long name of a single account.
  const [, home] = /^system:serviceaccounts?:([^:]+)/.exec(name) ?? [];
  if (home !== undefined) return isOf(home);
  return EVERYBODY.includes(name) || people.has(personOf(subject) ?? "");
}

/** The first of these kinds that the grant lets its subject write: `networkpolicies`. */
export const writable = ({ rights = [] }: Grant, kinds: readonly Kinds[]): string | undefined =>
  rights
    .filter(({ verbs }) => verbs.some((verb) => verb === "*" || WRITES.includes(verb)))
    .flatMap((right) => kinds.flatMap((each) => covered(right, each)))
    .at(0);

const covered = ({ apiGroups, resources }: Right, kinds: Kinds): string[] =>
  apiGroups.flatMap((group) => {
    const isIn =
      group === "*" ||
      (typeof kinds.group === "string" ? group === kinds.group : kinds.group.test(group));
    if (!isIn) return [];
    return resources.filter(
      (each) => each === "*" || kinds.resources === "all" || kinds.resources.includes(each),
    );
  });
