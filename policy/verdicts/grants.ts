import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../kubernetes-object";
import type { View } from "./view";

const GROUP = "rbac.authorization.k8s.io";

/** What a Role lets do; as the API has it, `*` stands for everything. */
export interface Right {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Subject {
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount. */
  readonly namespace: string | undefined;
}

/** Somebody may do something. */
export interface Grant {
  readonly binding: ObjectName;
  readonly role: string;
  readonly subject: Subject;
  /** Undefined: in all of them. */
  readonly namespace: string | undefined;
  /** Undefined where the role is not in the set and is none that every cluster has. */
  readonly rights: readonly Right[] | undefined;
}

/** All that the bindings of a set give away. */
export const grantsOf = ({ cluster: { objects } }: View): Grant[] =>
  objects
    .filter((object) => isKind(object, GROUP, "RoleBinding", "ClusterRoleBinding"))
    .flatMap((binding) => {
      const isWide = binding.kind === "ClusterRoleBinding";
      const namespace = isWide ? undefined : textOf(metadataOf(binding).namespace);
      const role = fieldsOf(binding.roleRef);
      const rights = rightsOf(objects, role, namespace);
      return listOf(binding.subjects).map((subject) => ({
        binding: nameOf(binding),
        role: `${String(role.kind)} ${String(role.name)}`,
        subject: subjectOf(fieldsOf(subject)),
        namespace,
        rights,
      }));
    });

const subjectOf = ({ kind, name, namespace }: KubernetesObject): Subject => ({
  kind: textOf(kind) ?? "",
  name: textOf(name) ?? "",
  namespace: textOf(namespace),
});

function rightsOf(
  objects: readonly KubernetesObject[],
  { kind, name }: KubernetesObject,
  namespace: string | undefined,
): readonly Right[] | undefined {
  const role = objects.find(
    (object) =>
      isKind(object, GROUP, String(kind)) &&
      metadataOf(object).name === name &&
      (kind === "ClusterRole" || metadataOf(object).namespace === namespace),
  );
  if (role === undefined) return kind === "ClusterRole" ? EVERYWHERE[String(name)] : undefined;
  // Its rules are filled in on the cluster.
  if (role.aggregationRule !== undefined && listOf(role.rules).length === 0) return undefined;
  return listOf(role.rules).map((rule) => {
    const { apiGroups, resources, verbs } = fieldsOf(rule);
    return { apiGroups: texts(apiGroups), resources: texts(resources), verbs: texts(verbs) };
  });
}

const texts = (value: unknown): string[] => listOf(value).map(String);

const work = ["create", "delete", "patch", "update"];

// Of what Kubernetes' own ClusterRoles allow, the part that is asked about here.
const EDIT: readonly Right[] = [
  { apiGroups: [""], resources: ["pods", "replicationcontrollers"], verbs: work },
  {
    apiGroups: ["apps"],
    resources: ["daemonsets", "deployments", "replicasets", "statefulsets"],
    verbs: work,
  },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: work },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses", "networkpolicies"], verbs: work },
];

const EVERYWHERE: Readonly<Record<string, readonly Right[]>> = {
  view: [],
  edit: EDIT,
  admin: EDIT,
  "cluster-admin": [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
};

/** `Group team-a`, `ServiceAccount team-a/default` */
export const describeSubject = ({ kind, name, namespace }: Subject): string =>
  `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
