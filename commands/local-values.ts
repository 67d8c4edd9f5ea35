/** What stands for the real things on this machine. */
export interface Local {
  readonly kubeconfig: string;
  readonly context: string;
  /** Where robots are made; absent: as the stack file says. */
  readonly harbor?: string | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * What a stack file's values become on a local cluster, where neither the site's Harbor nor the key of its
 * CA is. @returns also a line for each change that somebody should know of
 */
export function localValues(
  { cluster, registry, certManager }: Readonly<Record<string, Values | undefined>>,
  { kubeconfig, context, harbor }: Local,
): { values: Values; notes: string[] } {
  const robots = registry?.["robots"] as Values | undefined;
  const { intermediate, ...authority } = certManager ?? {};
  return {
    values: {
      // A stack that names no context is refused here as it is everywhere.
      ...(cluster?.["context"] ? { cluster: { ...cluster, kubeconfig, context } } : {}),
      ...(harbor && robots
        ? // The CA's file belongs to another Harbor.
          { registry: { ...registry, robots: { ...robots, api: harbor, caFile: undefined } } }
        : {}),
      ...(intermediate ? { certManager: { ...authority, authority: "selfSigned" } } : {}),
    },
    notes: intermediate
      ? ["certManager.intermediate: its key is not here, so a CA made here signs instead"]
      : [],
  };
}
