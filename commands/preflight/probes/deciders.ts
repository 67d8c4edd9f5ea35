import type { KubernetesObject, V1DaemonSet, V1Node } from "@kubernetes/client-node";

import { fails, holds, type Outcome } from "../outcome";
import type { ReadProbe } from "../probe";

/** API groups of network plugins, and of the policies for administrators. */
const groups =
  /(^|\.)(projectcalico\.org|cilium\.io|antrea\.io|policy\.networking\.k8s\.io|k8s\.ovn\.org|kubeovn\.io|networking\.gke\.io|networking\.k8s\.aws)$/;

/** Kinds of theirs that decide about packets; what is only staged does not. */
const deciding = /^(?!Staged).*(NetworkPolicy|EgressFirewall|EgressPolicy)$/;

/** By the names of their DaemonSets. */
const plugins: readonly (readonly [RegExp, string])[] = [
  [/^calico-node$/, "Calico"],
  [/^canal$|^rke2-canal$/, "Canal"],
  [/cilium$|^anetd$/, "Cilium"],
  [/^antrea-agent$/, "Antrea"],
  [/^aws-node$/, "Amazon VPC CNI"],
  [/^kube-router$/, "kube-router"],
  [/^ovnkube-node/, "OVN-Kubernetes"],
  [/^kube-ovn-cni$/, "Kube-OVN"],
  [/^weave-net$/, "Weave Net"],
  [/^kindnet$/, "kindnet"],
  [/^kube-flannel-ds/, "flannel, which enforces no policy by itself"],
];

/** A9: whether other kinds of policies decide as well, and which network plugin it is. Only reads. */
export const deciders: ReadProbe = {
  assumption: "A9",
  name: "other policies",
  look: async (cluster, { namespaces }) => {
    const kinds = (await cluster.served(groups)).filter(({ kind }) => deciding.test(kind));
    const lists = kinds.map(async ({ apiVersion, kind }) =>
      (await cluster.list(apiVersion, kind)).map((object) => ({ ...object, kind })),
    );
    const policies = (await Promise.all(lists)).flat();
    const daemonSets = await cluster.list<V1DaemonSet>("apps/v1", "DaemonSet");
    const nodes = await cluster.list<V1Node>("v1", "Node");
    return judgeDeciders(policies, pluginOf(daemonSets, nodes), namespaces);
  },
};

/** The network plugin, as far as it can be seen. */
export function pluginOf(daemonSets: readonly V1DaemonSet[], nodes: readonly V1Node[]): string {
  const names = daemonSets.map(({ metadata }) => metadata?.name ?? "");
  const found = plugins
    .filter(([pattern]) => names.some((name) => pattern.test(name)))
    .map(([, plugin]) => plugin);
  if (found.length > 0) return found.join(" and ");
  const isFlannel = nodes.some(({ metadata }) =>
    Object.keys(metadata?.annotations ?? {}).some((key) => key.startsWith("flannel.alpha.coreos")),
  );
  return isFlannel ? "flannel as k3s has it" : "one that could not be recognised";
}

/** @param namespaces of the stack: a policy of one namespace elsewhere does not touch it */
export function judgeDeciders(
  policies: readonly KubernetesObject[],
  plugin: string,
  namespaces: readonly string[],
): Outcome {
  const deciders = policies.filter(({ metadata }) => {
    const namespace = metadata?.namespace;
    const name = metadata?.name ?? "";
    // Calico's own view of plain NetworkPolicies.
    if (name.startsWith("knp.default.")) return false;
    return namespace === undefined || namespaces.includes(namespace);
  });
  const titles = deciders.map(({ kind = "", metadata }) =>
    [`${kind} `, metadata?.namespace, metadata?.namespace && "/", metadata?.name].join(""),
  );
  return titles.length === 0
    ? holds(`the network plugin is ${plugin}; no other kind of policy decides`)
    : fails(
        `${titles.slice(0, 5).join(", ")}${titles.length > 5 ? ` and ${titles.length - 5} more` : ""} decide as well (the network plugin is ${plugin})`,
        "read them: each that lets something through, or passes it on, makes the verdicts void; delete it or state it as NetworkPolicy",
      );
}
