import {
  isKind,
  metadataOf,
  nameOf,
  textOf,
  type KubernetesObject,
  type ObjectName,
} from "../../kubernetes-object";
import type { AddressSet } from "../sets/address-set";
import { LabelSelector } from "./label-selector";
import { readRule } from "./policy-rule";
import type { Protocol } from "../sets/port-set";
import { StrictField } from "./strict-field";
import { UnreadablePolicy } from "./unreadable-policy";

/** A NetworkPolicy, read whole. */
export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly podSelector: LabelSelector;
  /** Undefined where the policy says nothing of this direction; empty where it only denies. */
  readonly ingress: readonly Rule[] | undefined;
  readonly egress: readonly Rule[] | undefined;
  readonly object: ObjectName;
}

export type Direction = "ingress" | "egress";

export interface Rule {
  /** `spec.egress[0]` */
  readonly path: string;
  /** Everyone where the rule lists nobody. */
  readonly peers: readonly Peer[] | "everyone";
  readonly ports: readonly PortRange[] | "all";
}

export type Peer =
  | {
      readonly path: string;
      readonly block: {
        readonly cidr: string;
        readonly except: readonly string[];
        /** What is left of the block. */
        readonly addresses: AddressSet;
      };
    }
  | {
      readonly path: string;
      /** Absent: the policy's own namespace alone. */
      readonly namespaceSelector: LabelSelector | undefined;
      /** Absent: every pod. */
      readonly podSelector: LabelSelector | undefined;
    };

export type PortRange =
  | { readonly protocol: Protocol; readonly from: number; readonly to: number }
  | { readonly protocol: Protocol; readonly name: string };

/**
 * Reads a NetworkPolicy as the API server does, defaults filled in.
 * @throws UnreadablePolicy for what the API server would refuse or the prover cannot evaluate; UnknownAtPreview
 * where a guarded object has an unknown value
 */
export function readNetworkPolicy(object: KubernetesObject): NetworkPolicy {
  const { apiVersion, spec } = new StrictField(object, "").fields(
    "apiVersion",
    "kind",
    "metadata",
    "spec",
    // Stored by Kubernetes 1.24 to 1.27; says nothing of who may connect.
    "status",
  );
  if (!isKind(object, "networking.k8s.io", "NetworkPolicy"))
    throw new UnreadablePolicy("kind", "is not that of a NetworkPolicy", "Write NetworkPolicy.");
  apiVersion.word("networking.k8s.io/v1");
  const metadata = metadataOf(object);
  const [namespace, name] = [textOf(metadata.namespace), nameOf(object).name];
  if (namespace === undefined)
    throw new UnreadablePolicy(
      "metadata.namespace",
      "is missing, so nobody can say whose pods it is about",
      "Name the namespace.",
    );
  const read = spec.fields("podSelector", "policyTypes", "ingress", "egress");
  const rules = {
    ingress: read.ingress.list().map((rule) => readRule(rule, "from")),
    egress: read.egress.list().map((rule) => readRule(rule, "to")),
  };
  const types = readTypes(read.policyTypes, rules.egress.length > 0);
  return {
    namespace,
    name,
    podSelector: LabelSelector.read(read.podSelector),
    ingress: types.includes("Ingress") ? rules.ingress : undefined,
    egress: types.includes("Egress") ? rules.egress : undefined,
    object: nameOf(object),
  };
}

function readTypes(field: StrictField, hasEgress: boolean): readonly ("Ingress" | "Egress")[] {
  const types = field.list().map((type) => type.word("Ingress", "Egress"));
  if (types.length > 2)
    throw new UnreadablePolicy(field.path, "has more than two entries", "List each type once.");
  if (types.length > 0) return types;
  return hasEgress ? ["Ingress", "Egress"] : ["Ingress"];
}
