/** An element of a document of which nothing but elements, attributes and text is asked. */
interface Element {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  text: string;
}

const TOKEN = /<\?xml [^?]*\?>|<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w-]+)="([^"<]*)"/g;

/** All elements in the order in which they begin. @throws when the text is not well formed */
export function elementsIn(xml: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(xml);
    if (match === null) throw new SyntaxError(`no XML at ${at}: ${xml.slice(at, at + 60)}`);
    const [, closes, tag, attributes = "", isEmpty, text] = match;
    const top = open.at(-1);
    if (text !== undefined && top !== undefined) top.text += plain(text);
    if (tag === undefined) continue;
    if (closes === "/") {
      if (open.pop()?.tag !== tag) throw new SyntaxError(`</${tag}> closes nothing`);
      continue;
    }
    const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [
      name,
      plain(value),
    ]);
    const element = {
      tag,
      attributes: Object.fromEntries(pairs) as Record<string, string>,
      text: "",
    };
    elements.push(element);
    if (isEmpty !== "/") open.push(element);
  }
  if (open.length > 0) throw new SyntaxError(`<${open[0]?.tag ?? ""}> is not closed`);
  return elements;
}

/** The one element of this name. */
export function only(elements: readonly Element[], tag: string): Element {
  const [first, ...more] = elements.filter((each) => each.tag === tag);
  if (first === undefined || more.length > 0) throw new RangeError(`not one <${tag}>`);
  return first;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function plain(text: string): string {
  if (/&(?!#\d+;|amp;|lt;|gt;|quot;)/.test(text)) throw new SyntaxError("a bare &");
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text))
    throw new SyntaxError("a control character");
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_all, code?: string, name?: string) =>
    code === undefined ? (NAMED[name ?? ""] ?? "") : String.fromCodePoint(Number(code)),
  );
}
