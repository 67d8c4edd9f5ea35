import { posix } from "node:path";

import { platformNamespaces } from "../schema/namespaces";
import { imageParts, type ImageRegistry } from "../seldon/image";
import type { ImagePin } from "../versions";

export interface CertManagerValuesArgs {
  readonly environment: "dev" | "prod";
  readonly images: Readonly<
    Record<"controller" | "webhook" | "cainjector" | "acmesolver", ImagePin>
  >;
  readonly registry: ImageRegistry | undefined;
  /** The Secret that pods pull with; undefined where the registry asks nobody. */
  readonly pullSecret: string | undefined;
}

/** As cert-manager's documentation advises: without its webhook nothing of its own can be changed. */
const replicas = {
  dev: { controller: 1, cainjector: 1, webhook: 1 },
  prod: { controller: 2, cainjector: 2, webhook: 3 },
} as const;

/** The component's typed inputs; each replaces the chart's key of that name, whatever `values` says. */
export function typedInputs({ environment, images, pullSecret }: CertManagerValuesArgs) {
  const count = replicas[environment];
  return {
    global: {
      ...(pullSecret !== undefined && { imagePullSecrets: [{ name: pullSecret }] }),
      // The chart's default would put a Role into kube-system.
      leaderElection: { namespace: platformNamespaces.certManager },
    },
    replicaCount: count.controller,
    image: { tag: images.controller.tag },
    webhook: { replicaCount: count.webhook, image: { tag: images.webhook.tag } },
    cainjector: { replicaCount: count.cainjector, image: { tag: images.cainjector.tag } },
    // A Job with an image of its own; the update asks the webhook itself instead.
    startupapicheck: { enabled: false },
    // Nobody may scrape it: its namespace is shut.
    prometheus: { enabled: false },
  };
}

/** The other values, of keys that the component has no input for. */
export function otherValues({ environment, images, registry }: CertManagerValuesArgs) {
  const { registry: host, repository } = imageParts(registry, images.controller);
  return {
    // The project in crds/ brings them, and they outlive this one.
    crds: { enabled: false },
    // The chart puts the name of each of its images behind the two.
    imageRegistry: host,
    imageNamespace: posix.dirname(repository),
    acmesolver: { image: { tag: images.acmesolver.tag } },
    // A Secret stays when its Certificate goes, or a mistake would take a key with it.
    enableCertificateOwnerRef: false,
    podDisruptionBudget: { enabled: replicas[environment].controller > 1, minAvailable: 1 },
  };
}

/** The parts whose budget the chart has a value for, but the component no input. */
export const withoutBudget = ({ environment }: Pick<CertManagerValuesArgs, "environment">) =>
  (["webhook", "cainjector"] as const).filter((part) => replicas[environment][part] > 1);
