export interface MonitorArgs {
  /** Labels by which Prometheus picks its monitors. */
  readonly labels: Readonly<Record<string, string>>;
  /** Without Kafka there is no pipeline gateway to scrape. */
  readonly kafka: boolean;
}

const apiVersion = "monitoring.coreos.com/v1";
const selector = (name: string) => ({ matchLabels: { "app.kubernetes.io/name": name } });

/** What Prometheus scrapes of a serving tenant, by the port names of Seldon's own pods and Services. */
export const monitors = (namespace: string, { labels, kafka }: MonitorArgs) => {
  const metadata = (name: string) => ({ name, namespace, labels: { ...labels } });
  const podMonitor = (name: string, ...ports: string[]) => ({
    apiVersion,
    kind: "PodMonitor",
    metadata: metadata(name),
    spec: {
      selector: selector(name),
      podMetricsEndpoints: ports.map((port) => ({ port, path: "/metrics" })),
    },
  });
  return [
    // The agent's, and the model server's: 8082 of MLServer, 8002 of Triton.
    podMonitor("seldon-server", "metrics", "server-metrics"),
    ...(kafka ? [podMonitor("seldon-pipelinegateway", "metrics")] : []),
    {
      apiVersion,
      kind: "ServiceMonitor",
      metadata: metadata("seldon-envoy"),
      spec: {
        selector: selector("seldon-envoy"),
        endpoints: [{ port: "stats", path: "/stats/prometheus" }],
      },
    },
  ];
};
