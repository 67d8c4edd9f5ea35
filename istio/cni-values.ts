import type { Istio } from "../schema/istio";

export interface CniValuesArgs {
  readonly hub: string;
  readonly tag: string;
  readonly pullSecrets: readonly string[];
  readonly settings: Pick<Istio, "cni">;
}

/**
 * The values of chart `cni`, which leads each meshed pod's traffic through its proxy. No platform is named,
 * k3s included: its profile knows the folders of k3s' own network only, and these are said.
 */
export const cniValues = ({ hub, tag, pullSecrets, settings }: CniValuesArgs) => ({
  // Kubernetes has a field for it since 1.30, and warns of the annotation at each update.
  useAppArmorAnnotation: false,
  cniBinDir: settings.cni.binDir,
  cniConfDir: settings.cni.confDir,
  global: {
    hub,
    tag,
    imagePullSecrets: [...pullSecrets],
    networkPolicy: { enabled: false },
  },
});
