import type { Random } from "../../random";

// What a careless gate lets by for its name alone.
const TRUSTED = [
  "default-deny",
  "istio-proxy",
  "kube-proxy",
  "hodometer",
  "calico-node",
  "coredns",
];

/** A name that nothing in a stack has, plain or like that of somebody trusted. */
export const newName = (random: Random): string =>
  `${random.pick(["web", "batch", "notebook", "report", ...TRUSTED])}-${random.word(5)}`;

// What a careless gate lets by for a label or an annotation that anybody can set.
const MARKS: readonly Readonly<Record<string, string>>[] = [
  {},
  {},
  { app: "web" },
  { "app.kubernetes.io/managed-by": "Helm", "app.kubernetes.io/name": "metallb" },
  { "policy.example/exempt": "true" },
  { "security.example/waiver": "SEC-1234", "example.org/rev": "default" },
];

/** Labels that say nothing, or that somebody may take for a waiver. */
export const newLabels = (random: Random): Readonly<Record<string, string>> => random.pick(MARKS);
