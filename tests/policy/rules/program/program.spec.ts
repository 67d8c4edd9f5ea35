import { UNKNOWN } from "../../../../policy/unknown";
import { describeCases } from "./cases";
import { resource } from "./resources";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const remote = (kind: string) => ({ [SIGNATURE]: kind, uri: "https://code.example/x" });
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const HARBOR = "harbor:index:Robot";

describeCases({
  "charts-are-vendored": {
    refused: [
      ["a chart by its address", resource(RELEASE, { chart: "https://charts.example/web.tgz" })],
      ["a chart by its OCI address", resource(RELEASE, { chart: "OCI://charts.example/web" })],
      [
        "a chart by the name in a repository",
        resource(RELEASE, { chart: "web.tgz", repositoryOpts: { repo: "x" } }),
      ],
      ["a chart by its name alone", resource("kubernetes:helm.sh/v4:Chart", { chart: "web" })],
      ["an archive elsewhere on the machine", resource(RELEASE, { chart: "/tmp/web.tgz" })],
      [
        "a folder, which no digest locks",
        resource("kubernetes:helm.sh/v3:Chart", { path: "./charts/web" }),
      ],
      [
        "a chart that brings others",
        resource(RELEASE, { chart: "web.tgz", dependencyUpdate: true }),
      ],
      [
        "cert-manager from its repository",
        resource("kubernetes-cert-manager:index:CertManager", {
          helmOptions: { chart: "cert-manager" },
        }),
      ],
    ],
    accepted: [
      [
        "an archive of the checkout",
        resource(RELEASE, { chart: "../.charts/web-1.0.0.tgz", repositoryOpts: { repo: "" } }),
      ],
      ["a component that shows no arguments", resource("kubernetes:helm.sh/v4:Chart")],
    ],
  },
  "nothing-is-fetched": {
    refused: [
      ["a remote asset, deep inside", resource(HARBOR, { files: [{ a: remote(ASSET) }] })],
      [
        "a remote archive beside an unknown value",
        resource(HARBOR, { secret: UNKNOWN, code: remote(ARCHIVE) }),
      ],
      ["an asset as the SDK shows it", resource(HARBOR, { a: { __pulumiAsset: true, uri: {} } })],
      [
        "manifests by their address",
        resource("kubernetes:yaml/v2:ConfigGroup", {
          files: ["a.yaml", "https://x.example/b.yaml"],
        }),
      ],
      [
        "a file by the name of its resource",
        resource("kubernetes:yaml:ConfigFile", {}, { name: "https://x.example/b.yaml" }),
      ],
      [
        "a folder that is cloned",
        resource("kubernetes:kustomize/v2:Directory", {
          directory: "git.example/team/repo//base?ref=main",
        }),
      ],
      [
        "a folder by git",
        resource("kubernetes:kustomize:Directory", { directory: "git@git.example:team/repo" }),
      ],
    ],
    accepted: [
      [
        "a file of the checkout",
        resource("kubernetes:yaml/v2:ConfigGroup", { files: ["a.yaml", "b/c.yaml"] }),
      ],
      [
        "an asset from a file",
        resource(HARBOR, { a: { [SIGNATURE]: ASSET, path: "x.txt" }, secret: UNKNOWN }),
      ],
      [
        "an object that names an address",
        resource("kubernetes:core/v1:ConfigMap", { data: { uri: "https://x.example" } }),
      ],
    ],
  },
  "program-runs-nothing": {
    refused: [
      ["a command", resource("command:remote:Command")],
      ["a dynamic resource", resource("pulumi-nodejs:dynamic:Resource")],
      ["a dynamic resource in a module", resource("pulumi-nodejs:dynamic/sync:Resource")],
      ["a provider of commands", resource("pulumi:providers:command")],
      [
        "a chart with a post-renderer",
        resource("kubernetes:helm.sh/v4:Chart", {
          postRenderer: { command: "sh", args: ["-c", "x"] },
        }),
      ],
    ],
    accepted: [
      ["our own plugin", resource(HARBOR)],
      ["an object that is called Command", resource("kubernetes:example.org/v1:Command")],
      [
        "a post-renderer of the checkout",
        resource("kubernetes:helm.sh/v4:Chart", {
          postRenderer: { command: "node", args: ["../charts/only-crds.js"] },
        }),
      ],
    ],
  },
});
