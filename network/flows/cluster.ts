import type { Target } from "../../schema/kubernetes";
import { tcp, type Flow, type Peer } from "../flow";
import type { Landscape } from "../landscape";

/** To cluster DNS as kubeadm, k3s and EKS run it, and to the cache on each node where there is one. */
export function toDns(
  { nodeLocalDns }: Pick<Landscape, "nodeLocalDns">,
  from: Peer,
  why: string,
): Flow[] {
  const ports = [{ protocol: "UDP", port: 53 } as const, ...tcp(53)];
  const pods = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } };
  return [
    { from, to: pods, ports, why },
    // It is in the network of its node, so no labels choose it.
    ...(nodeLocalDns.length > 0 ? [{ from, to: { cidrs: nodeLocalDns }, ports, why }] : []),
  ];
}

/** To the API servers behind their Service. */
export const toApiServer = (
  { apiServer }: Pick<Landscape, "apiServer">,
  from: Peer,
  why: string,
): Flow => ({ from, to: { cidrs: apiServer.cidrs }, ports: tcp(apiServer.port), why });

/** From the API servers, which call a webhook from addresses that a network plugin may have given them. */
export const fromApiServers = (
  { apiServer: { cidrs, webhookCallers = [] } }: Pick<Landscape, "apiServer">,
  to: Peer,
  port: number,
  why: string,
): Flow => ({
  from: { cidrs: [...new Set([...cidrs, ...webhookCallers])] },
  to,
  ports: tcp(port),
  why,
});

/** From the kubelet of the pods' own node. */
export const fromKubelet = (
  to: Peer,
  ports: readonly number[],
  why = "asks whether the pod is well",
): Flow => ({ from: { kubelet: true }, to, ports: tcp(...ports), why });

/** To what runs elsewhere, as the stack file names it. */
export const toTargets = (from: readonly Peer[], targets: readonly Target[], why: string): Flow[] =>
  from.flatMap((each) =>
    targets.map((target) => ({ from: each, to: peerOf(target), ports: tcp(target.port), why })),
  );

/** From Prometheus, wherever the stack file says that it runs; nothing where it says nothing. */
export const fromMonitoring = (
  { monitoringNamespace }: Pick<Landscape, "monitoringNamespace">,
  to: Peer,
  ...ports: readonly number[]
): Flow[] =>
  monitoringNamespace === undefined
    ? []
    : [
        {
          from: { namespace: monitoringNamespace },
          to,
          ports: tcp(...ports),
          why: "Prometheus scrapes metrics",
        },
      ];

function peerOf(target: Target): Peer {
  if ("cidrs" in target) return { cidrs: target.cidrs };
  const { namespace, podLabels } = target;
  return { namespace, ...(podLabels && { labels: podLabels }) };
}
