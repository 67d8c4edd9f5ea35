import { textOf } from "../../kubernetes-object";
import type { Complaint, ProgramRule } from "../../rule";
import type { Site } from "../../site/site";
import { isKubeconfig } from "./is-kubeconfig";

const PROVIDER = "pulumi:providers:";
/** The engine itself, which is a provider too where a program looks something up, and our components. */
const ENGINE = "pulumi";
const COMPONENTS = "seldon-platform";

/** What is on the cluster would not be what the gate was shown. */
const KUBERNETES_OPTIONS: Readonly<Record<string, string>> = {
  namespace: "puts objects into a namespace that they do not name, so that no rule saw it",
  renderYamlToDirectory: "writes the objects, Secrets in plain, into files instead of the cluster",
  skipUpdateUnreachable: "leaves older objects on the cluster and calls that success",
  deleteUnreachable: "forgets objects that are still on the cluster",
};

/** A provider is a program that may talk to anything; only the listed ones come in. */
export const providersAreListed: ProgramRule = {
  name: "providers-are-listed",
  description:
    "Every resource is of a provider that the site lists, configured as the gate sees it.",
  why: "A provider for a cloud, a web service or another tool reaches out of the air gap, and nothing of what it makes is a Kubernetes object that a rule could judge. What a listed provider does by itself is not seen.",
  severity: "critical",
  remediation:
    "Do without the provider, or list its package under program.providers in policy/site/<stack>.yaml.",
  ways: [133, 144],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::github:index/repository:Repository::code
  type: github:index/repository:Repository
  name: code`,
    accepted: `- urn: urn:pulumi:prod::platform::pulumi:providers:kubernetes::cluster
  type: pulumi:providers:kubernetes
  name: cluster
  props: { kubeconfig: ~/.kube/config, context: prod }`,
  },
  scope: "program",
  alone: true,
  check: (resources, site) =>
    resources.flatMap(({ urn, type, props = {} }) => {
      const isProvider = type.startsWith(PROVIDER);
      const name = isProvider ? type.slice(PROVIDER.length) : (type.split(":")[0] ?? "");
      return [
        ...(isListed(name, isProvider, site)
          ? []
          : [{ path: "", message: `is of package ${name}, which the site does not list` }]),
        ...(isProvider ? download(props) : []),
        ...(isProvider && name === "kubernetes" ? kubernetes(props) : []),
      ].map((complaint) => ({ ...complaint, urn }));
    }),
};

const isListed = (name: string, isProvider: boolean, { program }: Site): boolean =>
  program.providers.includes(name) || name === ENGINE || (!isProvider && name === COMPONENTS);

type Props = Readonly<Record<string, unknown>>;

const download = (props: Props): Complaint[] =>
  ["pluginDownloadURL", "__pluginDownloadURL"]
    .filter((key) => textOf(props[key]) !== undefined)
    .map((path) => ({
      path,
      message: "has a plugin downloaded from an address",
      remedy: "Remove it: plugins are installed with the toolchain.",
    }));

function kubernetes(props: Props): Complaint[] {
  const set = Object.entries(KUBERNETES_OPTIONS).flatMap(([path, message]): Complaint[] => {
    const value = props[path];
    const isOff =
      value === undefined || value === null || ["", "false", false].includes(value as "");
    return isOff ? [] : [{ path, message, remedy: `Remove ${path}.` }];
  });
  if (!isKubeconfig("kubeconfig", textOf(props.kubeconfig) ?? "")) return set;
  const inline = {
    path: "kubeconfig",
    message: "holds a kubeconfig itself, with the keys and commands in it",
    remedy: "Give the path of a kubeconfig and the name of a context.",
  };
  return [...set, inline];
}
