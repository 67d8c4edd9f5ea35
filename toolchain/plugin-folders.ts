import type { Pins } from "./pins";

/** A plugin as the engine looks for it below PULUMI_HOME/plugins. */
export interface PluginFolder {
  readonly kind: "language" | "resource";
  readonly folder: string;
  readonly file: string;
}

/** The plugins that the program needs, at their pinned versions. */
export const pluginFolders = (pins: Pins): readonly PluginFolder[] => [
  plugin("language", "nodejs", pins.pulumi),
  plugin("resource", "kubernetes", pins.kubernetesPlugin),
  plugin("resource", "random", pins.randomPlugin),
  plugin("resource", "kubernetes-cert-manager", pins.certManagerPlugin),
];

const plugin = (kind: PluginFolder["kind"], name: string, version: string): PluginFolder => ({
  kind,
  folder: `${kind}-${name}-v${version}`,
  file: `pulumi-${kind}-${name}`,
});
