/** An image reference, taken apart as a container runtime would. */
export interface ImageReference {
  /** As written, port included; docker.io if the reference names none. */
  readonly host: string;
  readonly hostIsWritten: boolean;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const SEGMENT = "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*";
const REFERENCE = new RegExp(
  // Host: wider than the grammar (case, trailing dot, IPv6, any script), so that an odd host is read as one and refused.
  `^(?:(?<host>\\[[0-9A-Fa-f:.]+\\](?::\\d+)?|[^\\s/:@\\[\\]]+(?::\\d+)?)/)??` +
    `(?<repository>${SEGMENT}(?:/${SEGMENT})*)` +
    `(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][\\w.+-]*:[0-9a-fA-F]{32,}))?$`,
  "u",
);

/** Undefined for what no runtime would pull. */
export function parseImage(text: string): ImageReference | undefined {
  const first = text.slice(0, Math.max(0, text.indexOf("/")));
  // The runtime's own test: only a first part with a dot, a port or capitals, or localhost, is a host.
  const hostIsWritten = /[.:]|[^\x00-\x7f]/.test(first) || first !== first.toLowerCase() || first === "localhost";
  const match = REFERENCE.exec(hostIsWritten ? text : `docker.io/${text}`)?.groups;
  if (match?.repository === undefined || (hostIsWritten && match.host !== first)) return undefined;
  const { repository, tag, digest } = match;
  return { host: hostIsWritten ? first : "docker.io", hostIsWritten, repository, tag, digest };
}
