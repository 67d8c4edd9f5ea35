/** A pod template, in whatever kind of object it lies. */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly serviceAccountName?: string;
  readonly hostNetwork?: boolean;
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
}

/** Whom the controller watches, and where telemetry goes: nothing else shows them. */
const telling = /^(CLUSTERWIDE|WATCH_NAMESPACES|(EXTRA_)?PUBLISH_URLS?)$/;

/** What a pod runs, with what rights and from where. */
export function podFields(spec: PodSpec): string[] {
  const { containers, initContainers = [], imagePullSecrets, serviceAccountName } = spec;
  return [
    ...containers.map((container) => describe("container", container)),
    ...initContainers.map((container) => describe("init container", container)),
    ...(serviceAccountName === undefined ? [] : [`account ${serviceAccountName}`]),
    ...(imagePullSecrets ? [`pulls with ${imagePullSecrets.map(({ name }) => name).join()}`] : []),
    ...(spec.hostNetwork === true ? ["host network"] : []),
  ];
}

function describe(what: string, { name, image, ports, env = [], securityContext }: Container) {
  const shown = env.filter((entry) => telling.test(entry.name));
  return [
    `${what} ${name} ${image}`,
    ...(ports ? [`ports ${ports.map(({ containerPort }) => containerPort).join()}`] : []),
    ...shown.map((entry) => `${entry.name}="${entry.value ?? ""}"`),
    ...(securityContext?.["privileged"] === true ? ["privileged"] : []),
    ...(securityContext?.["allowPrivilegeEscalation"] === false ? ["no escalation"] : []),
  ].join(" ");
}
