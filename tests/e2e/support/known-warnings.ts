/** What the API server said, but for a warning that a chart of others earns: frr-k8s names two ports of a pod alike. */
export const withoutKnownWarnings = (said: string): string =>
  said
    .split("\n")
    .filter((line) => !/^Warning: .* duplicate port name "monitoring"/.test(line))
    .join("\n");
