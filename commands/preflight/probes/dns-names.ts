import { parse } from "ipaddr.js";

import { fails, holds, type Outcome } from "../outcome";
import { hasEnded } from "../pod-state";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod } from "../probe-pod";
import { reportOf } from "../report";
import { Untold } from "../untold";

const open = "dns";
const inside = "kubernetes.default.svc";
/** With a dot at the end, so that no search domain is tried. */
const outsideNames = ["example.com.", "www.iana.org."];

/** A8: cluster DNS answers for the cluster, and knows no public name. */
export const dnsNames: PodProbe = {
  assumption: "A8",
  name: "names",
  roles: [open],
  steps: [
    (place) => ({
      doing: "asking cluster DNS for names of the internet",
      objects: [
        probePod(place, {
          namespace: place.namespace(open),
          name: "asker",
          role: "asker",
          node: place.nodes[0] ?? "",
          task: {
            mode: "resolve",
            names: [inside, ...outsideNames],
            settleSeconds: 2,
            patienceSeconds: 40,
          },
        }),
      ],
      until: hasEnded,
      seconds: 120,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

function judge(place: Place, seen: Seen): Outcome {
  const { answers, servers } = reportOf(podOf(seen, place.namespace(open), "asker"), "resolve");
  const by = `by ${servers.join(", ") || "no resolver"}`;
  const answersFor = (name: string): readonly string[] => {
    const answer = answers[name];
    return Array.isArray(answer) ? answer : [];
  };
  if (answersFor(inside).length === 0)
    throw new Untold(
      `${inside} has no address ${by}`,
      "kubectl -n kube-system get pods,endpointslices -l k8s-app=kube-dns",
    );
  const told = outsideNames.flatMap((name) =>
    answersFor(name)
      .filter(isPublic)
      .map((address) => `${name} is ${address}`),
  );
  return told.length === 0
    ? holds(`${inside} has an address and no public name has one, ${by}`)
    : fails(
        `${told.join("; ")}, ${by}: names carry data out to whoever answers for them`,
        "take `forward` out of the Corefile, or forward to resolvers that know the site alone (docs/assumptions.md#a8)",
      );
}

/** A resolver of the site may answer everything with an address of its own. */
const isPublic = (address: string): boolean =>
  parse(address.split("%")[0] ?? "").range() === "unicast";
