import { siteFrom } from "./site/site";

/** The site at which the examples of all rules are judged; docs/rules.md shows it. */
export const EXAMPLE_SITE = siteFrom({
  environment: "prod",
  imageHosts: ["harbor.example"],
  images: {
    proxyProjects: ["docker-hub-proxy"],
    bundle: [{ image: "harbor.example/team/web:1.4.2", platforms: ["linux/amd64"] }],
    platforms: ["linux/amd64"],
  },
  network: {
    platform: ["seldon-system"],
    apiServer: { cidrs: ["10.20.0.11/32"] },
    clients: ["10.20.0.0/16"],
    destinations: [
      {
        for: "models",
        to: { namespace: "model-store", podLabels: { app: "minio" } },
        ports: [9000],
      },
    ],
  },
});
