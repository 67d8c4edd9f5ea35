import { platformNamespaces } from "../../../schema/namespaces";
import { fullStack } from "./full-stack";

const cidrs = (...addresses: string[]) => ({ cidrs: addresses });

/** What the gate would hold to be true of the site that fullStack is made for. */
export const fullSite = (environment: "dev" | "prod") => ({
  environment,
  imageHosts: [fullStack.registry.host],
  network: {
    platform: Object.values(platformNamespaces),
    apiServer: { cidrs: ["10.20.0.11/32"], webhookCallers: ["10.42.0.0/16"] },
    clients: ["10.20.0.0/16"],
    monitoring: "monitoring",
    ingress: "ingress-inner",
    destinations: [
      { for: "pipelines", to: cidrs("10.20.0.30/32"), ports: [9093] },
      { for: "traces", to: cidrs("10.20.0.31/32"), ports: [4317] },
      { for: "models", to: cidrs("10.20.0.32/32"), ports: [9000] },
      // Seldon's receiver of usage counts has no fixed address; the stack's own is beside it.
      { for: "usage", to: cidrs("0.0.0.0/0"), ports: [80] },
      { for: "usage", to: cidrs("10.20.0.33/32"), ports: [8443] },
    ],
  },
});
