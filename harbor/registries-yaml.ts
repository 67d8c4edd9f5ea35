import { stringify } from "yaml";

import type { Registry } from "../schema/registry";

const heading = [
  "For /etc/rancher/k3s/registries.yaml on each node. Restart k3s after a change, and start it with",
  "--disable-default-registry-endpoint: without that, it asks the internet when Harbor has no such image.",
  "There is no login in it, since one here would let every pod of the node pull: pull secrets do that.",
];

/**
 * What sends a k3s node to Harbor for images that somebody names by their upstream address.
 * @param upstreams registry hosts, as in docker.io
 */
export function registriesYaml(
  { host, prefix, caFile }: Pick<Registry, "host" | "prefix" | "caFile">,
  upstreams: readonly string[],
): string {
  const mirror = {
    endpoint: [`https://${host}`],
    // Of the repository only: k3s keeps the tag.
    ...(prefix !== undefined && { rewrite: { "^(.*)$": `${prefix}/$1` } }),
  };
  const names = [...new Set(upstreams)].sort();
  const content = {
    mirrors: Object.fromEntries(names.map((name) => [name, mirror])),
    ...(caFile !== undefined && { configs: { [host]: { tls: { ca_file: caFile } } } }),
  };
  const comments = heading.map((line) => `# ${line}`);
  return [...comments, stringify(content, { aliasDuplicateObjects: false })].join("\n");
}
