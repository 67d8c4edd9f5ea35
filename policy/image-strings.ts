import { parseImage } from "./image-reference";

/** How sure the surroundings of a text are that it names an image. */
export type Hint = "image" | "perhaps" | "none";

/** What a field, flag or variable of this name holds: `proxyImage`, `RELATED_IMAGE_X`, `--image-name`. */
export function hintOf(key: string): Hint {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const isImage = (word: string | undefined): boolean => word === "image" || word === "images";
  if (isImage(words.at(-1)) || (words[0] === "related" && isImage(words[1]))) return "image";
  return words.some(isImage) ? "perhaps" : "none";
}

const HOST = /^(?:[\p{L}\d](?:[\p{L}\d.-]*[\p{L}\d])?\.?|\[[\dA-Fa-f:]+\])(?::\d+)?$/u;
const FILE_END =
  /\.(ya?ml|json|html?|md|txt|tgz|gz|zip|crt|pem|key|sock|sh|go|proto|svg|png|conf|toml|lua|wasm|so)$/;

/** Whether a text that nothing around it calls an image is one, judged by its shape alone. */
export function looksLikeImage(token: string): boolean {
  const image = parseImage(token);
  if (image === undefined) return false;
  if (image.digest !== undefined) return true;
  if (!image.hostIsWritten || !HOST.test(image.host)) return false;
  if (image.tag !== undefined) return true;
  // Untagged: prometheus.io/path and rbac.authorization.k8s.io/v1 have one part behind the host, a SPIFFE
  // name has ns/…/sa/…, and what a pod serves on its own address is no registry.
  if (!image.repository.includes("/") || FILE_END.test(image.repository)) return false;
  if (/^ns\/[^/]+\/sa\//.test(image.repository)) return false;
  if (/^(localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(image.host)) return false;
  return /:\d+$/.test(image.host) || /\.\p{L}{2,}\.?$/u.test(image.host);
}

const NO_REFERENCE = /^(true|false|null|none|auto|\d+)$/i;

/** Whether a word, behind a name that gives this hint, names an image. */
function namesImage(word: string, hint: Hint): boolean {
  if (word.includes("://") || word.startsWith("/") || NO_REFERENCE.test(word)) return false;
  if (looksLikeImage(word)) return true;
  const image = parseImage(word);
  if (image === undefined) return false;
  // `seldonio/mlserver:1.7.1` behind a name that says image; a bare word or a host:port is not enough.
  return (
    hint === "image" || (hint === "perhaps" && image.tag !== undefined && !/^\d+$/.test(image.tag))
  );
}

// `image: x`, `"image":"x"`, `\"image\":\"x\"`, `--solver-image=x`, `image.repository=x`
const ASSIGNMENT =
  /(?<![\w./-])(?<key>[\w./-]+)\\*["']?\s*(?:=|:\s|:(?=\\*["']))\s*\\*["']?(?<value>[^\s"'`,;=\\<>()|]+)/g;
const FLAG =
  /(?<=^|\s)(?<key>-{1,2}[A-Za-z][\w-]*)\s+(?<value>[^\s"'`,;=\\<>()|-][^\s"'`,;=\\<>()|]*)/g;

/** The image references in a text that is not itself a document: a flag, a command line, a template. */
export function imagesInText(text: string, hint: Hint): string[] {
  const found = new Set<string>();
  for (const { groups } of [...text.matchAll(ASSIGNMENT), ...text.matchAll(FLAG)]) {
    const told = hintOf(groups?.key ?? "");
    const word = literal(groups?.value ?? "", told);
    if (namesImage(word, told)) found.add(word);
  }
  // With several words, the name of the whole says nothing of each.
  const words = text
    .split(/[\s"'`,;=\\<>()|]+/)
    .map(strip)
    .filter((word) => word !== "");
  const [only] = words;
  if (only !== undefined && words.length === 1 && namesImage(literal(only, hint), hint))
    found.add(literal(only, hint));
  for (const word of words)
    if (namesImage(word, hint === "image" ? "perhaps" : "none")) found.add(word);
  return [...found];
}

// Brackets and full stops round a word in prose; the brackets of an IPv6 host stay.
const strip = (word: string): string =>
  word.replace(/[.:\]}]+$/, "").replace(word.includes("]:") ? /^\{+/ : /^[[{]+/, "");

// `registry.example/team/{{ .name }}`: what is made later, but its host is said now.
function literal(word: string, hint: Hint): string {
  const made = word.search(/\{\{|\$[({]/);
  return hint === "image" && made > 0 ? `${word.slice(0, made)}x` : word;
}
