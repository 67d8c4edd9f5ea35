import { fieldsOf, isKind, textOf, type KubernetesObject } from "../kubernetes-object";
import type { Workload } from "../reach/workload";
import { ownedBy } from "../verdicts/places";
import type { View } from "../verdicts/view";
import { destinationNeeds } from "./destinations";
import { endpointsIn } from "./endpoint";
import { tcp, type Need } from "./need";
import { partsOf, platformPods } from "./pods";
import { fromIngress } from "./way-in";

/** What cert-manager needs to have certificates signed by an ACME server. */
export function acmeNeeds(view: View): Need[] {
  const managers = view.site.platform.flatMap((place) => partsOf(view, place, "certManager"));
  const orders = issuersOf(view).flatMap((issuer) => {
    const { server } = fieldsOf(fieldsOf(issuer.spec).acme);
    return managers.flatMap((from) =>
      destinationNeeds(view, from, {
        purpose: "certificates",
        name: "certificates are ordered",
        why: `an issuer orders them at ${String(server)}`,
        endpoints: endpointsIn(textOf(server)),
      }),
    );
  });
  return [...orders, ...answerNeeds(view, managers)];
}

const issuersOf = ({ cluster }: View): KubernetesObject[] =>
  cluster.objects.filter(
    (object) =>
      isKind(object, "cert-manager.io", "ClusterIssuer", "Issuer") &&
      fieldsOf(fieldsOf(object.spec).acme).server !== undefined,
  );

/** The ACME server asks at the door of each host, and cert-manager does so before it. */
const answerNeeds = (view: View, managers: readonly Workload[]): Need[] =>
  ownedBy(view, "platform", "tenant").flatMap((namespace) =>
    partsOf(view, namespace, "solver").flatMap((solver) => {
      const doors = doorsOf(view, namespace);
      return [
        {
          name: "the ACME server's question is answered",
          why: "the door hands it to a pod that cert-manager makes beside the Certificate",
          of: solver,
          missing: "network.ingress",
          ways: doors.map((from) => ({ from, to: solver, ports: tcp(8089) })),
        },
        ...managers.map((from) => ({
          name: "cert-manager tries the answer at the door",
          why: "it orders nothing before it sees its own answer, by TLS too where the door asks for it",
          of: from,
          missing: "network.ingress",
          ways: doors.map((to) => ({ from, to, ports: tcp(80, 443) })),
        })),
      ];
    }),
  );

/** A gateway beside the Certificate, else the ingress controller of others. */
function doorsOf(view: View, namespace: string): readonly Workload[] {
  const gateways = platformPods(view, {}).filter(
    (pods) =>
      pods.namespace === namespace && pods.annotations["inject.istio.io/templates"] === "gateway",
  );
  return gateways.length > 0 ? gateways : fromIngress(view);
}
