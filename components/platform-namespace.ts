import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Policy } from "../network/policies";
import { PullSecret } from "./pull-secret";

/** Harbor as a component needs it: where images come from, and the robot that may pull them. */
export interface PullAccess {
  readonly host: string;
  readonly prefix?: string | undefined;
  readonly username: pulumi.Input<string>;
  readonly password: pulumi.Input<string>;
}

export interface PlatformNamespaceArgs {
  /** Pod Security level that the API server enforces; it warns about everything below restricted. */
  readonly podSecurity: "privileged" | "baseline" | "restricted";
  /** Further labels of the namespace; none of them can loosen Pod Security. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** NetworkPolicies, the denial of everything else included; a tenant has one in the controller's namespace. */
  readonly policies: readonly Policy[];
  /** Absent where a stack pulls from public registries. */
  readonly registry?: PullAccess | undefined;
}

/**
 * A namespace that starts shut: pod standards and network denial are there before the first pod, if
 * that waits for all that is returned. No component of its own, because the engine writes the whole
 * state three times for each: with 50 tenants that was a quarter of the time of `up`.
 */
export function platformNamespace(
  name: string,
  args: PlatformNamespaceArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  // Where everything is let in, a warning at each of its pods would tell nobody anything.
  const advised = args.podSecurity === "privileged" ? "privileged" : "restricted";
  const labels = {
    ...args.labels,
    "pod-security.kubernetes.io/enforce": args.podSecurity,
    "pod-security.kubernetes.io/audit": advised,
    "pod-security.kubernetes.io/warn": advised,
  };
  const namespace = new k8s.core.v1.Namespace(name, { metadata: { name, labels } }, opts);
  const child = { ...opts, dependsOn: namespace, deletedWith: namespace };
  const policies = args.policies.map(
    (policy) =>
      new k8s.networking.v1.NetworkPolicy(
        `${name}-${policy.name}`,
        {
          metadata: { name: policy.name, namespace: policy.namespace },
          spec: mutable(policy.spec),
        },
        // What lies in another namespace would be left there if it were taken for gone with this one.
        policy.namespace === name ? child : opts,
      ),
  );
  const secrets = args.registry
    ? [new PullSecret(`${name}-pull-secret`, { namespace: name, ...args.registry }, child)]
    : [];
  return [namespace, ...policies, ...secrets];
}

/** The SDK's types want arrays that can be written to; a policy's spec is never changed. */
const mutable = (spec: Policy["spec"]) => spec as k8s.types.input.networking.v1.NetworkPolicySpec;
