import type { Pins } from "./pins";

/** What a command needs the toolchain for; `control-plane` is the part of a cluster that a throwaway preview needs. */
export type Group = "engine" | "control-plane" | "cluster" | "charts";

/** One program that is built from a pinned Go module. */
export interface Binary {
  readonly name: string;
  /** Folder under toolchain/modules that pins what it is built from. */
  readonly module: string;
  readonly package: string;
  /** Values for the linker's -X, by variable. */
  readonly stamps: (pins: Pins) => Readonly<Record<string, string>>;
  /** Files embedded by the wrapper's own main package: they lie in `module`, in the folder `in`. */
  readonly embeds?: {
    readonly module: string;
    readonly in: string;
    readonly files: readonly string[];
  };
  /** What a build took on 2 cores with an empty Go cache, in this table's order. */
  readonly seconds: number;
  /** Size of the finished program. */
  readonly megabytes: number;
  readonly neededBy: readonly Group[];
}

/** Charts are rendered against the version that the template engine believes in: that of the pinned control plane. */
const capabilities = ({ controlPlane }: Pins): Record<string, string> => {
  const [major = "", minor = ""] = controlPlane.split(".");
  return {
    "helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor": major,
    "helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor": minor,
  };
};

const kubernetesVersion = ({ controlPlane }: Pins): Record<string, string> => {
  const [major = "", minor = ""] = controlPlane.split(".");
  const packages = ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"];
  return Object.fromEntries(
    packages.flatMap((name) => [
      [`${name}.gitVersion`, `v${controlPlane}`],
      [`${name}.gitMajor`, major],
      [`${name}.gitMinor`, minor],
    ]),
  );
};

const kubernetes = (
  name: string,
  seconds: number,
  megabytes: number,
  neededBy: Group[],
): Binary => ({
  name,
  module: "kubernetes",
  package: `k8s.io/kubernetes/cmd/${name}`,
  stamps: kubernetesVersion,
  seconds,
  megabytes,
  neededBy,
});

const unstamped = (): Record<string, string> => ({});
const everyCluster: Group[] = ["control-plane", "cluster"];

/** Every binary, in the order of building: the quickest first, because it tells within seconds whether Go and its proxy work. */
export const binaries: readonly Binary[] = Object.freeze([
  {
    name: "crane",
    module: "crane",
    package: "github.com/google/go-containerregistry/cmd/crane",
    stamps: unstamped,
    seconds: 15,
    megabytes: 12,
    neededBy: ["charts"],
  },
  {
    name: "etcd",
    module: "etcd",
    package: "go.etcd.io/etcd/server/v3",
    stamps: unstamped,
    seconds: 25,
    megabytes: 27,
    neededBy: everyCluster,
  },
  kubernetes("kube-apiserver", 190, 106, everyCluster),
  kubernetes("kube-controller-manager", 70, 96, ["cluster"]),
  kubernetes("kube-scheduler", 10, 73, ["cluster"]),
  kubernetes("kubectl", 20, 60, everyCluster),
  ...(["kwok", "kwokctl"] as const).map((name) => ({
    name,
    module: "kwok",
    package: `sigs.k8s.io/kwok/cmd/${name}`,
    stamps: unstamped,
    seconds: name === "kwok" ? 65 : 15,
    megabytes: 64,
    neededBy: name === "kwok" ? (["cluster"] as const) : everyCluster,
  })),
  {
    name: "helm",
    module: "helm",
    package: "helm.sh/helm/v3/cmd/helm",
    stamps: capabilities,
    seconds: 60,
    megabytes: 61,
    neededBy: ["charts"],
  },
  {
    name: "pulumi",
    module: "pulumi",
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    stamps: ({ pulumi }) => ({
      "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${pulumi}`,
    }),
    seconds: 220,
    megabytes: 113,
    neededBy: ["engine"],
  },
  {
    name: "pulumi-resource-kubernetes",
    module: "pulumi-resource-kubernetes",
    package: ".",
    stamps: (pins) => ({
      "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version": pins.kubernetesPlugin,
      ...capabilities(pins),
    }),
    embeds: {
      module: "github.com/pulumi/pulumi-kubernetes/provider/v4",
      in: "cmd/pulumi-resource-kubernetes",
      files: ["schema.json", "terraform-mapping.json"],
    },
    seconds: 400,
    megabytes: 170,
    neededBy: ["engine"],
  },
]);

/** What the linker is told; a part of the key under which a binary is kept. */
export const ldflags = (binary: Binary, pins: Pins): string =>
  [
    "-s -w",
    ...Object.entries(binary.stamps(pins)).map(([name, value]) => `-X ${name}=${value}`),
  ].join(" ");
