import path from "node:path";

/** The loopback ports of one cluster. */
export interface ClusterPorts {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly apiServer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kwok: number;
}

/** What kwokctl has to know of one cluster. */
export interface KwokctlSettings {
  /** Folder of the built programs. */
  readonly toolsDir: string;
  readonly ports: ClusterPorts;
  /** An API server and its store alone. Such a cluster lives for one preview and need not survive a power cut. */
  readonly bare: boolean;
  /** The file with this project's own stages for the controller of simulated nodes. */
  readonly stagesFile: string;
}

/** The components of a cluster, as kwokctl names them; their programs have the same names. */
export const components = (bare: boolean): readonly string[] => [
  "etcd",
  "kube-apiserver",
  ...(bare ? [] : ["kube-controller-manager", "kube-scheduler", "kwok-controller"]),
];

/** A KwokctlConfiguration: https://kwok.sigs.k8s.io/docs/user/configuration/. */
export function kwokctlConfig(settings: KwokctlSettings): object {
  const { bare, ports, toolsDir } = settings;
  return {
    apiVersion: "config.kwok.x-k8s.io/v1alpha1",
    kind: "KwokctlConfiguration",
    options: {
      runtime: "binary",
      components: components(bare),
      // The default is every interface, and etcd speaks without TLS.
      bindAddress: "127.0.0.1",
      // Each is named, because kwokctl downloads what is not.
      etcdBinary: path.join(toolsDir, "etcd"),
      kubeApiserverBinary: path.join(toolsDir, "kube-apiserver"),
      kubeControllerManagerBinary: path.join(toolsDir, "kube-controller-manager"),
      kubeSchedulerBinary: path.join(toolsDir, "kube-scheduler"),
      kwokControllerBinary: path.join(toolsDir, "kwok"),
      kubectlBinary: path.join(toolsDir, "kubectl"),
      etcdPort: ports.etcd,
      etcdPeerPort: ports.etcdPeer,
      kubeApiserverPort: ports.apiServer,
      kubeControllerManagerPort: ports.controllerManager,
      kubeSchedulerPort: ports.scheduler,
      kwokControllerPort: ports.kwok,
    },
    componentsPatches: patches(settings),
  };
}

function patches({ bare, stagesFile }: KwokctlSettings): object[] {
  // No pod really runs, so no webhook could ever answer.
  const webhooks = "MutatingAdmissionWebhook,ValidatingAdmissionWebhook";
  return [
    extraArgs("kube-apiserver", { "disable-admission-plugins": webhooks }),
    ...(bare
      ? [extraArgs("etcd", { "unsafe-no-fsync": "true" })]
      : // A second --config adds to the first; stages in kwokctl's own file would replace its default ones.
        [extraArgs("kwok-controller", { config: stagesFile })]),
  ];
}

const extraArgs = (name: string, args: Record<string, string>): object => ({
  name,
  extraArgs: Object.entries(args).map(([key, value]) => ({ key, value })),
});
