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
const AFTER_HOST = new RegExp(
  `^(?<repository>${SEGMENT}(?:/${SEGMENT})*)` +
    `(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][\\w.+-]*:[0-9a-fA-F]{32,}))?$`,
);

/** Undefined for what no runtime would pull. */
export function parseImage(text: string): ImageReference | undefined {
  const first = text.slice(0, Math.max(0, text.indexOf("/")));
  // The runtime's own test: a first part with a dot or port, or localhost, is a host. Capitals and other
  // scripts are wider than its grammar: an odd host must be read as one, and then be refused.
  const hostIsWritten = first === "localhost" || /[^a-z0-9_-]/.test(first);
  const match = AFTER_HOST.exec(hostIsWritten ? text.slice(first.length + 1) : text)?.groups;
  if (match?.repository === undefined || /[\s"'`,;{}$@]/.test(first)) return undefined;
  const { repository, tag, digest } = match;
  return { host: hostIsWritten ? first : "docker.io", hostIsWritten, repository, tag, digest };
}
