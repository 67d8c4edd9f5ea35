import { closed } from "../needed/closed";
import { proxyPaths } from "../reach/mesh/proxies";
import type { Workload } from "../reach/workload";
import { beyondSite, unexplained } from "./beyond-site";
import { grouped, inWords } from "./grouped";
import { isPorts } from "./leak";
import { paths } from "./paths";
import { ownedBy } from "./places";
import { podsIn } from "./stand-ins";
import { unheld } from "./unheld";
import type { Breach } from "./verdict";
import type { View } from "./view";

/**
 * No tenant reaches another, nor of the platform more than it needs, and nobody comes in whom the site does not
 * name: whoever runs elsewhere in the cluster is one more tenant, as far as these are concerned.
 */
export const tenantsDoNotMeet = (view: View): Breach[] => [
  ...grouped(paths(view)),
  ...proxyPaths(view),
  ...closed(view),
  ...ownedBy(view, "platform", "tenant").flatMap((namespace) => {
    const pods = podsIn(view, namespace);
    return [...unheld(view, "ingress", pods), ...entering(view, pods)];
  }),
];

function entering(view: View, pods: readonly Workload[]): Breach[] {
  const held = pods.filter(
    (pod) => !pod.hostNetwork && view.most.isolated(pod, "ingress").length > 0,
  );
  const found = held.map((pod) => ({ pod, strays: beyondSite(view, pod, "ingress") }));
  const told = found.flatMap(({ strays }) =>
    strays.map(({ leak, place }) => ({
      leak,
      what: isPorts(leak.excess)
        ? `be reached by ${place} ${inWords(leak.excess)}, whom the site does not name`
        : `be reached from ${inWords(leak.excess)}, which the site does not name`,
    })),
  );
  return [
    ...grouped(told),
    ...found.flatMap(({ pod, strays }) => unexplained(view, pod, "ingress", strays.length)),
  ];
}
