import { pairs } from "./pairs";
import { policyFields } from "./policy-fields";
import { podFields, type PodSpec } from "./pod-fields";
import { tenantFields } from "./tenant-fields";

/** A Kubernetes object as a Pulumi program declares it. */
export interface KubernetesInputs {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The fields of an object that decide what it does, each as a few words. */
export function fieldsOf(object: KubernetesInputs): string[] {
  const { labels } = object.metadata;
  return [...(labels ? [`labels ${pairs(labels)}`] : []), ...(byKind[object.kind]?.(object) ?? [])];
}

type Reader = (object: KubernetesInputs) => string[];

const byKind: Readonly<Record<string, Reader>> = {
  ...tenantFields,
  NetworkPolicy: ({ spec }) => policyFields(spec as Parameters<typeof policyFields>[0]),
  Deployment: ({ spec }) => workload(spec as Workload),
  Secret: ({ type }) => [`type ${String(type)}`],
  Role: ({ rules }) => (rules as Rule[]).map(rule),
  ClusterRole: ({ rules }) => (rules as Rule[]).map(rule),
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  SeldonConfig: ({ spec }) => seldonConfig(spec as SeldonConfig),
  ServerConfig: ({ spec }) => podFields((spec as { podSpec: PodSpec }).podSpec),
  // What a ConfigMap holds is long and changes nothing else; that it changes must be seen.
  ConfigMap: ({ data }) => [`keys ${Object.keys((data as object | undefined) ?? {}).join()}`],
};

interface Workload {
  readonly replicas: number;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly template: { readonly spec: PodSpec };
}

const workload = ({ replicas, selector, template }: Workload): string[] => [
  `replicas ${replicas}`,
  `selects ${pairs(selector.matchLabels)}`,
  ...podFields(template.spec),
];

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}

/** "write" stands for the seven verbs that together allow everything but deletecollection. */
const allVerbs = "create,delete,get,list,patch,update,watch";

function rule({ apiGroups = [], resources = [], verbs }: Rule): string {
  const may = verbs.toSorted().join(",").replace(allVerbs, "write");
  const group = apiGroups.map((name) => name || "core").join(",");
  return `may ${may} ${group}: ${resources.toSorted().join(",")}`;
}

function binding({ roleRef, subjects }: KubernetesInputs): string[] {
  const { kind, name } = roleRef as { kind: string; name: string };
  const list = subjects as { kind: string; name: string; namespace?: string }[];
  const who = list.map((subject) => `${subject.kind} ${subject.namespace ?? ""}/${subject.name}`);
  return [`binds ${kind} ${name}`, `to ${who.sort().join(",")}`];
}

interface SeldonConfig {
  readonly components: readonly { name: string; replicas: number; podSpec: PodSpec }[];
  readonly config: {
    readonly agentConfig: { readonly rclone: Readonly<Record<string, unknown>> };
    readonly serviceConfig: Readonly<Record<string, unknown>>;
    readonly tracingConfig: Readonly<Record<string, unknown>>;
  };
}

const seldonConfig = ({ components, config }: SeldonConfig): string[] => [
  ...components
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name, replicas, podSpec }) => [
      `component ${name} replicas ${replicas}`,
      ...podFields(podSpec),
    ]),
  `rclone ${pairs(config.agentConfig.rclone)}`,
  `service ${pairs(config.serviceConfig)}`,
];
