import { parseSite, type Site } from "../../../policy/site/site";
import type { Switched } from "./switches";
import { storeOf } from "./switches-tenants";

const cidrs = (...blocks: string[]) => ({ cidrs: blocks });

/**
 * What somebody who knows the site, and nothing of the program, would write of a stack with these words.
 * @param usage whether usage counts may leave
 */
export function siteOf(choice: Switched, usage = choice.hodometer !== "off"): Site {
  const words = [choice.exposure, choice.ownWayIn];
  const network = {
    platform: [
      "seldon-system",
      "cert-manager",
      "metallb-system",
      "istio-system",
      "istio-cni",
      "istio-ingress",
    ],
    apiServer: {
      cidrs: ["10.20.0.11/32", "10.20.0.12/32"],
      webhookCallers: choice.webhookCallers === "some" ? ["10.42.0.0/24"] : [],
    },
    dns: { nodeLocal: choice.nodeLocalDns === "one" ? ["169.254.20.10/32"] : [] },
    clients:
      choice.clients === "two blocks"
        ? ["10.20.0.0/16", "10.30.7.0/24"]
        : ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
    ...(choice.monitoring === "on" && { monitoring: "monitoring" }),
    ...(words.includes("ingressNginx") && { ingress: "ingress-nginx" }),
    pods: choice.podAddresses === "known" ? ["10.42.0.0/16"] : [],
    destinations: [...modelsOf(choice), ...sharedOf(choice), ...(usage ? usageOf(choice) : [])],
  };
  const { environment } = choice;
  return parseSite(JSON.stringify({ environment, imageHosts: ["harbor.test"], network }), "site");
}

/** Each tenant has the store that it has a login to, and no other. */
const modelsOf = (choice: Switched): object[] =>
  (["busy", "other", "school"] as const).flatMap((tenant) => {
    const store = storeOf(tenant, choice);
    if (store === undefined) return [];
    const [to, port] =
      store === "pods"
        ? [{ namespace: "model-store", podLabels: { app: "minio" } }, 9000]
        : [cidrs("10.20.0.32/32"), 443];
    return [{ for: "models", tenants: [tenant], to, ports: [port] }];
  });

/** What all tenants use alike, and cert-manager. */
function sharedOf({ kafka, tracing, certManager }: Switched): object[] {
  const brokers =
    kafka === "pods"
      ? { to: { namespace: "brokers", podLabels: { app: "kafka" } }, ports: [9094] }
      : { to: cidrs("10.20.0.30/32"), ports: [9092, 9093] };
  const collector = tracing === "pods" ? { namespace: "tracing" } : cidrs("10.20.0.31/32");
  const signer =
    certManager === "acme by pods"
      ? { to: { namespace: "signing", podLabels: { app: "acme" } }, ports: [14000] }
      : { to: cidrs("10.20.0.40/32"), ports: [443] };
  return [
    ...(kafka === "none" ? [] : [{ for: "pipelines", ...brokers }]),
    ...(tracing === "none" ? [] : [{ for: "traces", to: collector, ports: [4317] }]),
    ...(certManager.startsWith("acme") ? [{ for: "certificates", ...signer }] : []),
  ];
}

/** Seldon's receiver has no fixed address, so that a port is all that can be said of it. */
const usageOf = ({ hodometer }: Switched): object[] => {
  const tenants = ["busy", ...(hodometer === "on, but for one tenant" ? [] : ["other"])];
  const usage = { for: "usage", tenants };
  return [
    { ...usage, to: cidrs("0.0.0.0/0"), ports: [80] },
    ...(hodometer === "on, with another receiver"
      ? [{ ...usage, to: cidrs("10.20.0.33/32"), ports: [8080] }]
      : []),
  ];
};
