import type { Workload } from "../reach/workload";
import type { SiteDestination } from "../site/network";
import { blocks, type View } from "../verdicts/view";
import { addressOf, namespaceOf, type Endpoint } from "./endpoint";
import { tcp, type Need, type Way } from "./need";
import { endsAt } from "./pods";

/** Some pods that call what is not of the platform. */
export interface Caller {
  readonly purpose: SiteDestination["for"];
  readonly name: string;
  readonly why: string;
  /** What the objects say that is called; none where a Secret or nobody says it. */
  readonly endpoints: readonly Endpoint[];
}

/**
 * What one workload needs of the site's destinations. Those that name its namespace must all be open. An
 * address that the objects give must be open; where they give a name or nothing, one of what fits must.
 */
export function destinationNeeds(view: View, from: Workload, caller: Caller): Need[] {
  const { purpose, name, why, endpoints } = caller;
  const listed = view.site.destinations
    .filter((entry) => entry.for === purpose)
    .flatMap((entry) => (purpose === "usage" ? heardAt(entry, endpoints) : [entry]));
  const own = listed.filter(({ tenants }) => tenants?.includes(from.namespace));
  const need = (ways: readonly Way[]): Need => ({
    name,
    why,
    of: from,
    ways,
    missing: `network.destinations (for: ${purpose})`,
  });
  const hosts = endpoints.map(({ host }) => host);
  const spelt = endpoints.flatMap((endpoint) => {
    const address = addressOf(endpoint);
    return address === undefined || endpoint.port === undefined
      ? []
      : [{ from, to: blocks([address]), ports: tcp(endpoint.port), hosts: [endpoint.host] }];
  });
  const strict = own.map((entry) => need(waysTo(view, from, entry, hosts)));
  if (spelt.length > 0) return [...strict, ...spelt.map((way) => need([way]))];
  if (strict.length > 0) return strict;
  const shared = listed.filter(({ tenants }) => tenants === undefined);
  const fitting = shared.filter((entry) => endpoints.some((endpoint) => fits(entry, endpoint)));
  return [
    need(
      (fitting.length > 0 ? fitting : shared).flatMap((entry) =>
        waysTo(view, from, entry, hosts).map(
          // The name behind usage counts may be at any of its addresses.
          (way): Way => (purpose === "usage" ? way : { ...way, some: true }),
        ),
      ),
    ),
  ];
}

/** All receivers of usage counts are known: of addresses, those ports count where one with a name listens. */
function heardAt(entry: SiteDestination, endpoints: readonly Endpoint[]): SiteDestination[] {
  if ("namespace" in entry.to) return [entry];
  const named = endpoints.filter((each) => addressOf(each) === undefined);
  const ports = entry.ports.filter((port) => named.some((each) => each.port === port));
  return ports.length === 0 ? [] : [{ ...entry, ports }];
}

const waysTo = (
  view: View,
  from: Workload,
  { to, ports }: SiteDestination,
  hosts: readonly string[],
): Way[] => endsAt(view, to).map((end) => ({ from, to: end, ports: tcp(...ports), hosts }));

/** The Service of a name may have another port than its pods, so that only addresses are told by theirs. */
const fits = ({ to, ports }: SiteDestination, endpoint: Endpoint): boolean =>
  "cidrs" in to
    ? endpoint.port !== undefined && ports.includes(endpoint.port)
    : to.namespace === namespaceOf(endpoint);
