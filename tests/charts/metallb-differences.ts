import type { AllowedDifference } from "./allowed-differences";

/** What the MetalLB stand-in leaves out of MetalLB's objects. Nothing else may differ. */
export const metalLbDifferences: readonly AllowedDifference[] = [
  {
    line: /^- ConfigMap\/metallb-(excludel2|frr-startup)\.data\./,
    reason: "files that MetalLB and FRR read: neither runs where a stand-in is used",
  },
  {
    line: /^- DaemonSet\/metallb-speaker\.spec\.template\.spec\.(initContainers\[cp-|containers\[(frr|reloader|frr-metrics)\])[^.]*\.(args|command)\[/,
    reason: "how FRR is started: it does not run where a stand-in is used",
  },
];

/** The lines that no entry allows. */
export const notAllowedOfMetalLb = (lines: readonly string[]): string[] =>
  lines.filter((line) => !metalLbDifferences.some((allowed) => allowed.line.test(line)));
