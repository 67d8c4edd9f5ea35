import { isGateway, isPart } from "../../verdicts/labels";
import { listed, podsInWords } from "../../verdicts/grouped";
import { ownedBy, ownerOf } from "../../verdicts/places";
import { podsIn } from "../../verdicts/stand-ins";
import type { Breach } from "../../verdicts/verdict";
import type { View } from "../../verdicts/view";
import { doorOf } from "../../verdicts/way-in";
import { wayOut } from "../../verdicts/way-out";
import { PortSet } from "../sets/port-set";
import { titleOf, type Workload } from "../workload";
import { passage } from "./call";
import { proxyOf } from "./membership";
import { meshOf, type Mesh } from "./mesh";

/**
 * Ways from one tenant to another through a proxy that both use: the gateway, an ingress controller of others,
 * or a third tenant's Envoy. One is counted where NetworkPolicies may let both steps through and no
 * AuthorizationPolicy surely stops one: what a proxy does with a call is for whoever writes its routes to say.
 * Code NET-SHARED, once for each tenant and proxy.
 */
export function proxyPaths(view: View): Breach[] {
  const mesh = meshOf(view.cluster);
  const tenants = ownedBy(view, "tenant");
  return sharedProxies(view, mesh).flatMap((proxy) => {
    const behind = tenants.flatMap((name) => {
      const pods = runningIn(view, name).filter((pod) => reaches(view, mesh, proxy, pod));
      return pods.length > 0 && name !== proxy.namespace ? [{ name, pods }] : [];
    });
    return tenants
      .filter((name) => name !== proxy.namespace)
      .flatMap((name) => {
        const callers = podsIn(view, name).filter((pod) => reaches(view, mesh, pod, proxy));
        const others = behind.filter((each) => each.name !== name);
        return callers.length > 0 && others.length > 0
          ? [
              breachOf(
                view,
                proxy,
                callers,
                others.flatMap(({ pods }) => pods),
              ),
            ]
          : [];
      });
  });
}

const runningIn = ({ cluster }: View, namespace: string): Workload[] =>
  cluster.workloads.filter((pods) => pods.namespace === namespace && pods.replicas > 0);

function sharedProxies(view: View, mesh: Mesh): Workload[] {
  const { ingress } = view.site;
  const known = view.cluster.workloads.filter(
    (pods) =>
      pods.replicas > 0 &&
      (proxyOf(pods, mesh) === "gateway" ||
        isGateway(pods) ||
        pods.namespace === ingress ||
        (isPart(pods, "envoy") && ownerOf(view, pods.namespace) === "tenant")),
  );
  // Whoever installed it, its pods are in no rendered set.
  const isMissing = ingress !== undefined && !known.some(({ namespace }) => namespace === ingress);
  return isMissing ? [...known, ...podsIn(view, ingress)] : known;
}

/** By NetworkPolicies, and by the rules at the far end, however the caller comes. */
function reaches(view: View, mesh: Mesh, from: Workload, to: Workload): boolean {
  if (from.hostNetwork) return false;
  const most = view.most.between(from, to);
  if (most.isEmpty) return false;
  // Addresses that the site lets a pod call may be those of a door, where it is a caller like any other.
  const door = ownerOf(view, to.namespace) === "foreign" ? PortSet.all : doorOf(view, to);
  const asCaller = wayOut(view, from)
    .addresses.reduce((all, { ports }) => all.union(ports), PortSet.none)
    .intersect(door);
  const open = most.minus(asCaller.minus(view.least.between(from, to)));
  if (open.isEmpty) return false;
  if (proxyOf(to, mesh) === undefined) return true;
  return portsToTry(open.rows(), to).some((port) =>
    [true, false].some(
      (byService) => passage({ from, to, protocol: "TCP", port, byService }, mesh).answer !== "no",
    ),
  );
}

/** The ends of what is open, and the ports within it that the pod is known to listen on. */
function portsToTry(rows: readonly { protocol: string; ports: string }[], to: Workload): number[] {
  const known = [80, 443, ...to.ports.map(({ port }) => port)];
  return rows
    .filter(({ protocol }) => protocol === "TCP")
    .flatMap(({ ports }) => {
      const [first = 0, last = first] = ports.split("-").map(Number);
      return [first, ...known.filter((port) => port > first && port < last), last];
    });
}

function breachOf(
  view: View,
  proxy: Workload,
  callers: readonly Workload[],
  reached: readonly Workload[],
): Breach {
  const rules = [
    ...callers.flatMap((from) => view.most.rules(from, proxy)),
    ...reached.flatMap((to) => view.most.rules(proxy, to)),
  ];
  const entering = rules.find(
    ({ direction, policy }) => direction === "ingress" && policy.namespace === proxy.namespace,
  );
  return {
    code: "NET-SHARED",
    object: entering?.policy.object ?? proxy.object,
    path: entering?.rule.path ?? "",
    message: `${podsInWords(callers)} may reach ${titleOf(proxy)}, which may hand calls on to ${listed(reached.map(titleOf))}: a way from tenant to tenant`,
    remedy: `Let nobody of a tenant to ${titleOf(proxy)}: neither by NetworkPolicies of its own namespace and the tenant's, nor, in a mesh, by AuthorizationPolicies.`,
    rules: [
      ...new Set(
        rules.map(({ policy, rule }) => `${policy.namespace}/${policy.name} ${rule.path}`),
      ),
    ],
  };
}
