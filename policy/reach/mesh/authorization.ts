import {
  fieldsOf,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Workload } from "../workload";
import { allOf, anyOf, not, type Answer } from "./answer";
import { homeOf, inForce, type Mesh } from "./mesh";
import { ruleMatches, type Caller } from "./authorization-rule";
import { selects } from "./selection";

/**
 * Whether the proxy of a pod lets a caller in at a port, by the AuthorizationPolicies for it: none of DENY
 * may match, and one of ALLOW must where there is one. CUSTOM asks somebody else, so that it is never a yes.
 */
export function authorized(to: Workload, port: number, caller: Caller, mesh: Mesh): Answer {
  const policies = policiesFor(to, mesh);
  const matches = (action: string): Answer[] =>
    policies
      .filter((policy) => actionOf(policy) === action)
      .map((policy) =>
        anyOf(
          listOf(fieldsOf(policy.spec).rules).map((rule) =>
            ruleMatches(rule, { caller, port, home: homeOf(policy) }),
          ),
        ),
      );
  const allow = matches("ALLOW");
  const known = ["ALLOW", "DENY", "AUDIT", "CUSTOM"];
  const isOdd = policies.some((policy) => !known.includes(actionOf(policy)));
  return allOf([
    not(anyOf(matches("DENY"))),
    allow.length === 0 ? "yes" : anyOf(allow),
    anyOf(matches("CUSTOM")) === "no" && !isOdd ? "yes" : "maybe",
  ]);
}

/** The AuthorizationPolicies that a workload's proxy goes by, for messages and to look into. */
export const policiesFor = (to: Workload, mesh: Mesh): KubernetesObject[] =>
  inForce(mesh.authorizationPolicies, to.namespace, mesh).filter((policy) => {
    const { targetRef, targetRefs } = fieldsOf(policy.spec);
    // Those with targets are for waypoints and gateways of the Gateway API, which nobody here has; those
    // that run dry only write down what they would do.
    const isElsewhere = targetRef !== undefined || listOf(targetRefs).length > 0;
    const isDry = fieldsOf(metadataOf(policy).annotations)["istio.io/dry-run"] === "true";
    return !isElsewhere && !isDry && selects(policy, to);
  });

const actionOf = (policy: KubernetesObject): string => {
  const { action } = fieldsOf(policy.spec);
  return action === undefined || action === null ? "ALLOW" : (textOf(action) ?? "(not readable)");
};
