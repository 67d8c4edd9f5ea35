import type { Way } from "../attack";
import type { Random } from "../random";
import { adding } from "./making/change";
import { newName } from "./making/names";
import { anywhere } from "./making/places";
import { way } from "./making/way";

const other =
  (apiVersion: string, kind: string, spec: object) => (random: Random, home: string) => ({
    apiVersion,
    kind,
    metadata: {
      name: newName(random),
      ...(/Global|Cluster|Admin/.test(kind) ? {} : { namespace: home }),
    },
    spec,
  });

const OTHERS = [
  other("cilium.io/v2", "CiliumNetworkPolicy", {
    endpointSelector: {},
    egress: [{ toFQDNs: [{ matchPattern: "*" }] }],
  }),
  other("cilium.io/v2", "CiliumClusterwideNetworkPolicy", {
    endpointSelector: {},
    egress: [{ toEntities: ["world"] }],
  }),
  other("crd.projectcalico.org/v1", "GlobalNetworkPolicy", {
    order: 1,
    egress: [{ action: "Allow" }],
  }),
  other("projectcalico.org/v3", "NetworkPolicy", { order: 0, egress: [{ action: "Pass" }] }),
  other("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", {
    priority: 1,
    egress: [{ action: "Allow", to: [{ networks: ["0.0.0.0/0"] }] }],
  }),
  other("policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy", {}),
  other("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", { tier: "Admin" }),
];

const SETS = [
  other("projectcalico.org/v3", "GlobalNetworkSet", { allowedEgressDomains: ["*.example.org"] }),
  other("projectcalico.org/v3", "NetworkSet", { nets: ["0.0.0.0/0"] }),
  other("projectcalico.org/v3", "StagedGlobalNetworkPolicy", { egress: [{ action: "Deny" }] }),
  other("projectcalico.org/v3", "StagedKubernetesNetworkPolicy", {}),
];

const foreignKinds = (number: number, title: string, kinds: typeof OTHERS): Way =>
  way(number, "reach-is-known", title, (random, stack) => {
    const object = random.pick(kinds)(random, anywhere(random, stack));
    return adding(random, stack, object.kind, object);
  });

/** Ways 106 and 107. */
export const OTHER_POLICIES: readonly Way[] = [
  foreignKinds(106, "a policy of another kind", OTHERS),
  foreignKinds(107, "sets and rehearsals of another kind", SETS),
];
