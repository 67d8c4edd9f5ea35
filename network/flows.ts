/** One end of a flow: pods of a namespace, all of them unless labels narrow them, or addresses. */
export type Peer =
  | { readonly namespace: string; readonly labels?: Readonly<Record<string, string>> }
  | { readonly cidrs: readonly string[] };

export interface Port {
  readonly protocol: "TCP" | "UDP";
  /** The pod's port, never the Service's: policies judge traffic after address translation. */
  readonly port: number;
}

/** Who may open a connection to whom. Whatever is not listed is denied. */
export interface Flow {
  readonly from: Peer;
  readonly to: Peer;
  /** Every port when absent. */
  readonly ports?: readonly Port[];
  readonly why: string;
}

/** What the table depends on. */
export interface Landscape {
  readonly controllerNamespace: string;
  readonly tenants: readonly string[];
  readonly apiServer: { readonly cidrs: readonly string[]; readonly port: number };
  /** Usage telemetry may leave the cluster. */
  readonly hodometer: boolean;
}

const tcp = (...ports: number[]): Port[] => ports.map((port) => ({ protocol: "TCP", port }));

/** Cluster DNS as kubeadm, k3s and EKS run it. */
const dns: Peer = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
const dnsPorts: Port[] = [{ protocol: "UDP", port: 53 }, ...tcp(53)];

/** The labels that Seldon itself puts on the pods. */
const controllerPods = { "control-plane": "v2-controller-manager" };
const schedulerPods = { "app.kubernetes.io/name": "seldon-scheduler" };
const hodometerPods = { "app.kubernetes.io/name": "hodometer" };

/** The platform's whole traffic: one row per reason. */
export function flows({ controllerNamespace, tenants, apiServer, hodometer }: Landscape): Flow[] {
  const controller = { namespace: controllerNamespace, labels: controllerPods };
  const api: Peer = { cidrs: apiServer.cidrs };
  const platform: Flow[] = [
    { from: controller, to: dns, ports: dnsPorts, why: "finds each tenant's scheduler by name" },
    { from: controller, to: api, ports: tcp(apiServer.port), why: "watches Seldon's resources" },
  ];
  return platform.concat(
    tenants.flatMap((namespace): Flow[] => {
      const scheduler = { namespace, labels: schedulerPods };
      const all = { namespace };
      return [
        { from: all, to: dns, ports: dnsPorts, why: "Seldon's parts find each other by name" },
        { from: all, to: api, ports: tcp(apiServer.port), why: "agents and gateways read Secrets" },
        { from: all, to: all, why: "scheduler, envoy and model servers of one tenant" },
        // 9004 plain, 9044 TLS: which one Seldon uses is security.controlplane.protocol.
        { from: controller, to: scheduler, ports: tcp(9004, 9044), why: "loads models" },
        ...(hodometer ? [telemetry(namespace)] : []),
      ];
    }),
  );
}

/** hodometer.seldon.io has no fixed address, so the one row that may reach the world is by port. */
const telemetry = (namespace: string): Flow => ({
  from: { namespace, labels: hodometerPods },
  to: { cidrs: ["0.0.0.0/0"] },
  ports: tcp(80),
  why: "sends usage counts to Seldon",
});
