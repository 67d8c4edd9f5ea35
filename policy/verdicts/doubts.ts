import { groupOf, nameOf, type KubernetesObject } from "../kubernetes-object";
import type { Doubt } from "../reach/cluster-set";
import type { Breach } from "./verdict";

const OTHER_GROUPS = /(^|\.)(cilium\.io|projectcalico\.org|policy\.networking\.k8s\.io)$/;
const OTHER_KINDS = /.(NetworkPolicy|EgressFirewall)$/;

/** A doubt as the reason why nothing is proved, under its own name where it has one. */
export const asBreach = ({ object, path, message, remedy }: Doubt): Breach => ({
  code: codeOf(object, path),
  object,
  path,
  message,
  remedy,
});

function codeOf(object: Doubt["object"], path: string): string {
  const group = groupOf({ apiVersion: object.apiVersion });
  if (OTHER_GROUPS.test(group) || OTHER_KINDS.test(object.kind)) return "NET-OTHER-KIND";
  return object.kind === "NetworkPolicy" && /\.(cidr|except\[\d+\])$/.test(path)
    ? "NET-CIDR-CANON"
    : "NOT-PROVED";
}

/** Names of sets of addresses, or of domains, that only policies of others use. */
export const foreignSets = (objects: readonly KubernetesObject[]): Breach[] =>
  objects
    .filter(
      (object) =>
        OTHER_GROUPS.test(groupOf(object)) && /^(Global)?NetworkSet$/.test(String(object.kind)),
    )
    .map((object) => ({
      code: "NET-OTHER-KIND",
      object: nameOf(object),
      path: "",
      message: "belongs to policies of another kind, which nobody here can judge",
      remedy: "Remove it, and allow what is needed by NetworkPolicies.",
    }));
