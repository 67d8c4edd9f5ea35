import { flows, type Landscape } from "../../network/flows";
import { policiesFor } from "../../network/policies";
import type { End, Policies } from "./evaluator";

export const landscape: Landscape = {
  controllerNamespace: "seldon-system",
  tenants: ["team-a", "team-b", "team-ab"],
  apiServer: { cidrs: ["10.20.0.11/32", "10.20.0.12/32"], port: 6443 },
  hodometer: false,
};

/** The policies of every namespace that the platform owns. */
export function policiesOf(change: Partial<Landscape> = {}): Policies {
  const place = { ...landscape, ...change };
  const table = flows(place);
  return new Map(
    [place.controllerNamespace, ...place.tenants].map((name) => [name, policiesFor(name, table)]),
  );
}

const pod = (namespace: string, labels: Record<string, string>): End => ({ namespace, labels });

export const controller = pod("seldon-system", { "control-plane": "v2-controller-manager" });
/** Somebody else's pod beside the controller. */
export const neighbour = pod("seldon-system", { app: "debug" });
export const dns = pod("kube-system", { "k8s-app": "kube-dns" });
export const kubelet = pod("kube-system", { "k8s-app": "metrics-server" });
export const stranger = pod("other-team", { app: "web" });
export const apiServer: End = { address: "10.20.0.11" };
export const internet: End = { address: "93.184.216.34" };

/** The pods that Seldon makes for a tenant, with the labels that its operator gives them. */
export const podsOf = (
  tenant: string,
): Record<"scheduler" | "envoy" | "hodometer" | "server", End> => {
  const named = (name: string) => pod(tenant, { "app.kubernetes.io/name": name });
  return {
    scheduler: named("seldon-scheduler"),
    envoy: named("seldon-envoy"),
    hodometer: named("hodometer"),
    server: pod(tenant, {
      "app.kubernetes.io/name": "seldon-server",
      "seldon-server-name": "mlserver",
    }),
  };
};
