/** Any Kubernetes object. */
export type Raw = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
};

type Labels = Readonly<Record<string, string>>;

/** One end of a flow: pods of a namespace, all of them unless labels narrow them, or a block. */
export type Place =
  { readonly namespace: string; readonly labels?: Labels } | { readonly cidr: string };

export interface Flow {
  /** The need that it serves. */
  readonly need: string;
  readonly from: Place;
  readonly to: Place;
  /** TCP, unless `udp/53`. */
  readonly ports: readonly (number | string)[];
}

export const namespace = (name: string, labels: Labels = {}): Raw => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels: { ...labels, "kubernetes.io/metadata.name": name } } as Raw["metadata"],
});

export const object = (
  apiVersion: string,
  kind: string,
  [home, name]: readonly [string, string],
  rest: object,
): Raw => ({ apiVersion, kind, metadata: { name, namespace: home }, ...rest });

export interface Pods {
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly ports?: Readonly<Record<string, number>>;
  readonly env?: Labels;
  readonly serviceAccountName?: string;
}

export const podSpec = ({ ports = {}, env = {}, serviceAccountName }: Omit<Pods, "labels">) => ({
  ...(serviceAccountName !== undefined && { serviceAccountName }),
  containers: [
    {
      name: "main",
      image: "any",
      ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort })),
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
    },
  ],
});

export const deployment = (home: string, name: string, pods: Pods): Raw => {
  const { labels, annotations } = pods;
  const template = {
    metadata: { labels, ...(annotations && { annotations }) },
    spec: podSpec(pods),
  };
  return object("apps/v1", "Deployment", [home, name], {
    spec: { replicas: 1, selector: { matchLabels: labels }, template },
  });
};

export const service = (
  home: string,
  name: string,
  selector: Labels,
  [port, targetPort]: readonly [number, number],
  type = "ClusterIP",
): Raw =>
  object("v1", "Service", [home, name], {
    spec: { type, selector, ports: [{ port, targetPort }] },
  });

const peer = (place: Place) =>
  "cidr" in place
    ? { ipBlock: { cidr: place.cidr } }
    : {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": place.namespace } },
        podSelector: { matchLabels: place.labels ?? {} },
      };

const portsOf = (ports: Flow["ports"]) =>
  ports.map((port) => {
    if (typeof port === "number") return { protocol: "TCP", port };
    const [protocol = "", text = ""] = port.split("/");
    const [first, last] = text.split("-").map(Number);
    return { protocol: protocol.toUpperCase(), port: first, ...(last && { endPort: last }) };
  });

/** The two NetworkPolicies of a flow, one at each end that has pods. */
export const policiesOf = (flow: Flow, index: number): Raw[] =>
  (["Egress", "Ingress"] as const).flatMap((type) => {
    const [end, other] = type === "Egress" ? [flow.from, flow.to] : [flow.to, flow.from];
    if ("cidr" in end || owned.every((home) => home !== end.namespace)) return [];
    const rule = { [type === "Egress" ? "to" : "from"]: [peer(other)], ports: portsOf(flow.ports) };
    return [
      object(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        [end.namespace, `${String(index)}-${type.toLowerCase()}`],
        {
          spec: {
            podSelector: { matchLabels: end.labels ?? {} },
            policyTypes: [type],
            [type.toLowerCase()]: [rule],
          },
        },
      ),
    ];
  });

/** The namespaces that the made-up stacks own. */
export const owned = [
  ...["seldon-system", "cert-manager", "istio-system", "istio-ingress"],
  ...["shop", "bank", "school"],
];

export const denyAll = (home: string): Raw =>
  object("networking.k8s.io/v1", "NetworkPolicy", [home, "default-deny"], {
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });
