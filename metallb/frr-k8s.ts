interface DaemonSet {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly name: string }[] };
    };
  };
}

/**
 * Takes out the two containers that would open metrics on ports of every node. Nobody scrapes them, the
 * chart has no value to leave them away, and their image is from a registry that nothing else comes from.
 */
export function withoutMetricsProxies<T extends DaemonSet>(daemonSet: T): T {
  const { template } = daemonSet.spec;
  const containers = template.spec.containers.filter(
    ({ name }) => !name.startsWith("kube-rbac-proxy"),
  );
  const spec = { ...template.spec, containers };
  return { ...daemonSet, spec: { ...daemonSet.spec, template: { ...template, spec } } };
}
