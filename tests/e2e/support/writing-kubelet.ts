interface Pod {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly containers: readonly [{ readonly args?: readonly string[] }] };
  readonly status?: { readonly phase?: string };
}

/**
 * Writes the statuses that a kubelet would: simulated pods run nothing. A pod that only starts ends well; one
 * that dials reached nobody. That a pod is Ready, the simulated nodes say by themselves.
 */
export class WritingKubelet {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly kubectl: (args: string[], input?: string) => string) {}

  start(): void {
    this.timer = setInterval(() => {
      this.write();
    }, 500);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private write(): void {
    const { items } = JSON.parse(this.kubectl(["get", "pods", "-A", "-o", "json"])) as {
      items: Pod[];
    };
    for (const pod of items) {
      const report = reportOf(pod);
      if (report === undefined || pod.status?.phase !== "Running") continue;
      const terminated = { exitCode: 0, reason: "Completed", message: JSON.stringify(report) };
      const name = "probe";
      const container = { name, image: "it", imageID: "it", ready: false, restartCount: 0 };
      const status = {
        phase: "Succeeded",
        containerStatuses: [{ ...container, state: { terminated } }],
      };
      const where = ["--namespace", pod.metadata.namespace, "--subresource=status"];
      const patch = ["--type=merge", "--patch", JSON.stringify({ status })];
      this.kubectl(["patch", "pod", pod.metadata.name, ...where, ...patch]);
    }
  }
}

function reportOf({ spec }: Pod): object | undefined {
  const [text] = spec.containers[0].args ?? [];
  if (text === undefined) return undefined;
  const { mode, to = [] } = JSON.parse(text) as { mode: string; to?: unknown[] };
  if (mode === "start") return { mode };
  return mode === "dial" ? { mode, results: to.map(() => "timeout") } : undefined;
}
