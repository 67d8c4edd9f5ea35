import { proxyOf } from "../reach/mesh/membership";
import type { Workload } from "../reach/workload";
import { isPart } from "../verdicts/labels";
import { isServing, ownedBy } from "../verdicts/places";
import { onceFor } from "../once-for";
import type { View } from "../verdicts/view";
import { acmeNeeds } from "./acme";
import { apiServerNeeds, dnsNeeds } from "./cluster";
import { controlPlaneNeeds } from "./control-plane";
import { monitoringNeeds } from "./monitoring";
import { between, tcp, type Need } from "./need";
import { hasLogin, modelNeeds, outsideNeeds } from "./outside";
import { platformPods, runningIn, stranger } from "./pods";
import { wayInNeeds } from "./way-in";
import { webhookNeeds } from "./webhooks";

/**
 * Everything that must be open for what the set holds, from what is known of Seldon, Istio, cert-manager and
 * MetalLB. What does not run needs nothing. Kubelets are left out: a node always reaches its own pods.
 */
export const needed = onceFor((view: View): readonly Need[] => {
  const tenants = ownedBy(view, "tenant");
  const serving = tenants.filter((namespace) => isServing(view, namespace));
  const trainees = tenants
    .filter((namespace) => isTraining(view, namespace))
    .map((namespace) => [
      ...runningIn(view, namespace),
      stranger(namespace, "any pod of the team"),
    ]);
  return [
    ...serving.flatMap((namespace) => [
      ...controlPlaneNeeds(view, namespace),
      ...outsideNeeds(view, namespace),
    ]),
    ...trainees.flatMap((pods) => trainingNeeds(view, pods)),
    ...dnsNeeds(view, serving, trainees.flat()),
    ...apiServerNeeds(view, serving),
    ...proxyNeeds(view),
    ...webhookNeeds(view),
    ...monitoringNeeds(view),
    ...wayInNeeds(view),
    ...acmeNeeds(view),
  ];
});

const isTraining = ({ cluster }: View, namespace: string): boolean =>
  cluster.namespaces.get(namespace)?.["seldon-platform/kind"] === "training";

const trainingNeeds = (view: View, pods: readonly Workload[]): Need[] => [
  ...between(
    "the parts of a training job talk",
    [pods, pods],
    // Frameworks choose their ports by themselves; the first that one may use, and the last.
    tcp(1024, 65535),
    "which pods a team has, and by which ports they talk, is its own affair",
  ),
  ...pods
    .filter(({ namespace }) => hasLogin(view, namespace))
    .flatMap((from) => modelNeeds(view, from)),
];

/** Every proxy, beside a pod or alone. What it says to istiod passes no proxy. */
const proxyNeeds = (view: View): Need[] =>
  between(
    "proxies get certificates and routes",
    [
      ownedBy(view, "platform", "tenant")
        .flatMap((namespace) => runningIn(view, namespace))
        .filter((pods) => proxyOf(pods, view.cluster) !== undefined),
      platformPods(view, {}).filter((pods) => isPart(pods, "istiod")),
    ],
    tcp(15012),
    "a pod does not start before its proxy has both",
  );
