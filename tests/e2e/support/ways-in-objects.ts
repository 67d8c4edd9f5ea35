import { waysIn, type WayIn } from "../../../schema/exposure";
import type { Change } from "./switched-stack";

/** The serving tenants of the stack that is switched. */
const tenants = ["busy", "quiet"];
const ofEach = (...roles: string[]) =>
  tenants.flatMap((tenant) => roles.map((role) => `${tenant}-${role}`));

const throughTheGateway = [
  ...ofEach("gateway", "routes"),
  ...tenants.map((tenant) => `${tenant}-gateway-to-${tenant}`),
  "istio-certificate",
];
/** Callers from outside the mesh are let in where there is no gateway between. */
const pastTheGateway = ofEach("peerauthentication.seldon-envoy");

/** All that a word is made of, by the names that the engine knows; whatever is MetalLB's is one. */
const objects: Record<WayIn, readonly string[]> = {
  cloudLoadBalancer: [...throughTheGateway, "istio-ingressgateway-cloud"],
  metalLb: [...throughTheGateway, "istio-ingressgateway-metallb", "MetalLB"],
  hardwareLoadBalancer: [...throughTheGateway, "istio-ingressgateway-nodeport"],
  nodePort: [...throughTheGateway, "istio-ingressgateway-nodeport"],
  direct: [...pastTheGateway, ...ofEach("direct")],
  ingressNginx: [...pastTheGateway, ...ofEach("ingress", "ingress-certificate")],
  none: [],
};

const callersOf = (word: WayIn): string =>
  objects[word].includes("busy-gateway") ? "the gateway" : word;

/** To the mesh one caller from outside is like another. */
const namesOf = (word: WayIn): string =>
  objects[word].includes("busy-peerauthentication.seldon-envoy") ? "anybody" : callersOf(word);

/** What may change in place: who may call Envoy, and the port that HTTP is sent on to. */
function inPlace(from: WayIn, to: WayIn): string[] {
  const both = (name: string) => [from, to].every((word) => objects[word].includes(name));
  return [
    ...(callersOf(from) === callersOf(to) ? [] : ofEach("allow-seldon-envoy")),
    ...(namesOf(from) === namesOf(to) ? [] : ofEach("authorizationpolicy.seldon-envoy")),
    ...ofEach("routes").filter(
      (name) => both(name) && (from === "nodePort") !== (to === "nodePort"),
    ),
  ];
}

/** The table: all that going from one word to another does, as "+", "-" or "~" and a name, sorted. */
export const expectedChanges = (from: WayIn, to: WayIn): string[] =>
  [
    ...objects[to].filter((name) => !objects[from].includes(name)).map((name) => `+ ${name}`),
    ...objects[from].filter((name) => !objects[to].includes(name)).map((name) => `- ${name}`),
    ...inPlace(from, to).map((name) => `~ ${name}`),
  ].sort();

const signs: Readonly<Record<string, string>> = { create: "+", delete: "-", update: "~" };

/** What a preview says, in the table's words; a replacement keeps the engine's own. */
export const linesOf = (changes: readonly Change[]): string[] =>
  [
    ...new Set(
      changes.map(
        ({ op, path, name }) =>
          `${signs[op] ?? op} ${path.includes(":components:MetalLb") ? "MetalLB" : name}`,
      ),
    ),
  ].sort();

/** Every word but this one. */
export const othersThan = (word: WayIn): WayIn[] => waysIn.filter((each) => each !== word);
