import { fieldsOf } from "../../kubernetes-object";
import { containersOf, type PodTemplate } from "../../pods";
import type { Complaint } from "../../rule";
import { childPath } from "../../unknown";

type Fields = Readonly<Record<string, unknown>>;

/** One control of the Pod Security Standards. */
export interface Control {
  /** The first minor version of Kubernetes 1 whose standards hold it. */
  readonly since: number;
  /** The first whose standards do so no more. */
  readonly until?: number;
  readonly check: (pod: PodTemplate, minor: number) => Complaint[];
}

/** What the controls of one minor version of Kubernetes 1 say of a pod. */
export const complaintsOf = (
  controls: readonly Control[],
  pod: PodTemplate,
  minor: number,
): Complaint[] =>
  controls
    .filter(({ since, until = Infinity }) => since <= minor && minor < until)
    .flatMap(({ check }) => check(pod, minor));

/** Whether a field that is bad when true is so; what cannot be read is taken for true. */
export const isOn = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false;

/** The securityContext of the pod, each with the place of its fields. */
export const podContext = ({ path, spec }: PodTemplate): { path: string; context: Fields } => ({
  path: childPath(path, "securityContext"),
  context: fieldsOf(spec.securityContext),
});

/** The securityContexts of the containers of every sort. */
export const containerContexts = (pod: PodTemplate): { path: string; context: Fields }[] =>
  containersOf(pod).map(({ path, container }) => ({
    path: childPath(path, "securityContext"),
    context: fieldsOf(container.securityContext),
  }));

/** All of them: the pod's first. */
export const contextsOf = (pod: PodTemplate): { path: string; context: Fields }[] => [
  podContext(pod),
  ...containerContexts(pod),
];

/** Whether the pod has users of its own, whose root is nobody on the node. */
export const hasOwnUsers = ({ spec }: PodTemplate): boolean => spec.hostUsers === false;

/** Windows has none of what some controls ask for; the standards know of it since 1.25. */
export const isWindows = ({ spec }: PodTemplate, minor: number): boolean =>
  minor >= 25 && fieldsOf(spec.os).name === "windows";
