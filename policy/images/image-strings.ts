import { onceForText } from "../once-for";
import { parseImage } from "./image-reference";

/**
 * What the surroundings of a text say of it: an image, perhaps one, the front part of one, what a flag of any name is
 * set to, or nothing.
 */
export type Hint = "image" | "perhaps" | "front" | "flag" | "none";

const FRONTS = new Set(["registry", "registries", "hub"]);
// Registries of other things, as in SCHEMA_REGISTRY; said of images after all in IMAGE_REGISTRY.
const OTHERS = new Set(
  "schema model models feature features service services event events hf huggingface tf torch".split(
    " ",
  ),
);

// Flags that are set to an image and do not say so: of the Prometheus operator.
const BARE_FLAGS = /^-{1,2}prometheus-config-reloader$/;

/** What a field, flag or variable of this name holds: `proxyImage`, `RELATED_IMAGE_X`, `--image-name`, `hub`. */
export const hintOf = onceForText((key): Hint => {
  // Names are taken apart only where they may say something.
  if (!/image|registr|hub/i.test(key)) return BARE_FLAGS.test(key) ? "image" : "none";
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const isImage = (word: string | undefined): boolean => word === "image" || word === "images";
  const isOther = words.some((word) => OTHERS.has(word)) && !words.some(isImage);
  if (FRONTS.has(words.at(-1) ?? "") && !isOther) return "front";
  if (isImage(words.at(-1)) || (words[0] === "related" && isImage(words[1]))) return "image";
  return words.some(isImage) ? "perhaps" : "none";
});

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

/** What a flag is set to: `nginx:1.2.3`, and neither `default:info`, `a:0.5` nor `node:10.1.2.3`. */
const VERSIONED = /^[a-z\d][\w./-]*:(?!\d+(?:\.\d+){3}$)(?:v\d|\d+\.\d+(?:\.\d|-[a-z]))[\w.-]*$/;

/** What the value of a flag is, by the name of the flag. */
export const hintOfFlag = (flag: string): Hint => {
  const hint = hintOf(flag);
  return hint === "none" ? "flag" : hint;
};

const NO_REFERENCE = /^(true|false|null|none|auto|\d+)$/i;

/** Whether a word, behind a name that gives this hint, names an image. */
function namesImage(word: string, hint: Hint): boolean {
  if (word.includes("://") || word.startsWith("/") || NO_REFERENCE.test(word)) return false;
  if (looksLikeImage(word)) return true;
  const image = parseImage(word);
  if (image === undefined) return false;
  if (hint === "flag") return VERSIONED.test(word);
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

const imagesBehind = (hint: Hint) => onceForText((text) => findImages(text, hint));
const IMAGES: Readonly<Record<Hint, (text: string) => readonly string[]>> = {
  image: imagesBehind("image"),
  perhaps: imagesBehind("perhaps"),
  front: imagesBehind("front"),
  flag: imagesBehind("flag"),
  none: imagesBehind("none"),
};

/** The image references in a text that is not itself a document: a flag, a command line, a template. */
export const imagesInText = (text: string, hint: Hint): readonly string[] => IMAGES[hint](text);

function findImages(text: string, hint: Hint): string[] {
  // Most texts are a single word, which is an image only if something calls it one or it holds a host.
  if (hint === "none" && !/[/=:@\s]/.test(text)) return [];
  const found = new Set<string>();
  for (const { groups } of [...text.matchAll(ASSIGNMENT), ...text.matchAll(FLAG)]) {
    const key = groups?.key ?? "";
    const told = key.startsWith("-") ? hintOfFlag(key) : hintOf(key);
    const word = literal(groups?.value ?? "", told);
    const front = told === "front" ? frontIn(word) : undefined;
    if (front !== undefined) found.add(front);
    else if (namesImage(word, told)) found.add(word);
  }
  // With several words, the name of the whole says nothing of each.
  const words = text
    .split(/[\s"'`,;=\\<>()|]+/)
    .map(strip)
    .filter((word) => word !== "");
  const [only] = words;
  const front = hint === "front" && words.length === 1 ? frontIn(text) : undefined;
  if (front !== undefined) return [...found.add(front)];
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
  return (hint === "image" || hint === "front") && made > 0 ? `${word.slice(0, made)}x` : word;
}

/**
 * The front part that a word is, with a slash at its end: what parts that are joined later begin with.
 * @param isHub a bare word counts as well, as in Istio's `hub: istio`
 */
export function frontIn(word: string, isHub = false): string | undefined {
  const plain = literal(word.trim(), "front")
    .replace(/^https?:\/\//i, "")
    .replace(/\/+$/, "");
  if (plain === "" || /^[/$]|[\s{}]/.test(plain) || NO_REFERENCE.test(plain)) return undefined;
  return isHub || /[.:/]/.test(plain) ? `${plain}/` : undefined;
}
