import { endpointOf } from "../../hosts";
import {
  BY_URL,
  CLIENTS,
  CONNECTS,
  COPIERS,
  INSTALLERS,
  INTERPRETER,
  LISTS,
  STARTERS,
} from "./fetchers";
import { commandsIn } from "./shell";

/** A command that fetches something. */
export interface Fetch {
  readonly tool: string;
  /** What it connects to; undefined where that cannot be read, as with a variable. */
  readonly hosts: readonly (string | undefined)[];
}

/** What a command line, as a container's command and args give it, fetches. */
function fetchesOf(line: readonly string[]): Fetch[] {
  const scripts = line.filter((word) => /\s|\$\{?IFS/.test(word));
  const commands = [[...line], ...scripts.flatMap((script) => commandsIn(script))];
  const sockets = line.flatMap((word) =>
    [...word.matchAll(/\/dev\/(?:tcp|udp)\/([^/\s"']+)/g)].map((match) => ({
      tool: "/dev/tcp",
      hosts: [hostOf(match[1] ?? "")],
    })),
  );
  // Code that an interpreter reads from the script itself.
  const documents = scripts.filter((script) => script.includes("<<"));
  const found = [...sockets, ...interpreted("code", documents), ...commands.flatMap(fetchOf)];
  return once(found);
}

/** The same of several lines, of which one is meant. */
export const fetchesIn = (lines: readonly (readonly string[])[]): Fetch[] =>
  once(lines.flatMap(fetchesOf));

/** The same command may be read as a list of words and as a script. */
const once = (found: readonly Fetch[]): Fetch[] => [
  ...new Map(found.map((fetch) => [JSON.stringify(fetch), fetch])).values(),
];

/** `/usr/bin/pip3.11` as `pip`. */
const toolOf = (word: string): string =>
  (word.split("/").at(-1) ?? "").toLowerCase().replace(/^(pip|python|pypy)[\d.]+$/, "$1");

function fetchOf(command: readonly string[]): Fetch[] {
  const words = command.slice(command.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)));
  const [first = "", ...rest] = words;
  const tool = toolOf(first);
  if (STARTERS.has(first) || STARTERS.has(tool)) {
    const started = rest.findIndex((word) => isFetcher(toolOf(word)));
    return started === -1 ? [] : fetchOf(rest.slice(started));
  }
  if (INTERPRETER.test(tool)) return interpreted(tool, rest);
  if (first.startsWith("$")) return byUrl("a program that a variable names", rest);
  if (CLIENTS.has(tool)) return connected(tool, rest);
  const urls = urlsIn(rest);
  const installs = INSTALLERS.get(tool);
  if (installs !== undefined && isInstall(installs, rest))
    return isOffline(rest) ? [] : [{ tool, hosts: urls.length > 0 ? urls : [undefined] }];
  return BY_URL.has(tool) ? byUrl(tool, rest) : [];
}

function byUrl(tool: string, rest: readonly string[]): Fetch[] {
  const hosts = urlsIn(rest);
  return hosts.length > 0 ? [{ tool, hosts }] : [];
}

const isFetcher = (tool: string): boolean =>
  CLIENTS.has(tool) || INSTALLERS.has(tool) || BY_URL.has(tool) || INTERPRETER.test(tool);

function interpreted(tool: string, rest: readonly string[]): Fetch[] {
  const module = rest.indexOf("-m");
  if (module !== -1) return fetchOf(rest.slice(module + 1));
  const code = rest.filter((word) => CONNECTS.test(word));
  if (code.length === 0) return [];
  const urls = urlsIn(code);
  return [{ tool, hosts: urls.length > 0 ? urls : [undefined] }];
}

/** Options before a subcommand may have values: `npm --prefix /app install`, `git -C /x clone`. */
const isInstall = (subcommands: readonly string[], rest: readonly string[]): boolean =>
  subcommands.length === 0 ||
  rest.slice(0, 6).some((word) => subcommands.includes(word)) ||
  (rest.length === 0 && subcommands.includes(""));

const isOffline = (rest: readonly string[]): boolean =>
  rest.some((word) =>
    ["--no-index", "--offline", "--no-network", "--version", "--help"].includes(word),
  );

/** `https://host/x`, `--index-url=http://host`, `git+ssh://host`, `git@host:path`; buckets are judged elsewhere. */
const urlsIn = (words: readonly string[]): (string | undefined)[] =>
  words.flatMap((word) => [
    ...[...word.matchAll(/(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s'"`]*/gi)]
      .filter(([url]) => !/^(s3|gs|file):/i.test(url))
      .map(([url]) => hostOf(url)),
    ...[...word.matchAll(/^[\w.-]+@([\w.-]+):(?!\/\/)/g)].map((match) => hostOf(match[1] ?? "")),
  ]);

function connected(tool: string, rest: readonly string[]): Fetch[] {
  const hosts: (string | undefined)[] = [];
  let isListed = false;
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? "";
    if (LISTS.get(tool)?.test(word) === true) isListed = true;
    const [, host] =
      /^--(?:url|proxy|preproxy|socks5|socks5-hostname|socks4)=(.*)$/.exec(word) ?? [];
    if (host !== undefined) hosts.push(hostOf(host));
    if (word.startsWith("-") && word !== "-") {
      // The value of an option that names a host is read as one.
      if (takesValue(tool, word)) index++;
    } else if (isHost(tool, word))
      hosts.push(hostOf(COPIERS.has(tool) ? word.replace(/:.*/, "") : word));
  }
  const unknown = isListed || (hosts.length === 0 && rest.length === 0);
  if (hosts.length === 0 && !unknown) return [];
  return [{ tool, hosts: unknown ? [...hosts, undefined] : hosts }];
}

const LONG =
  /^--(output|output-document|output-dir|directory-prefix|header|data|data-raw|data-binary|data-urlencode|json|request|user|user-agent|max-time|retry|retry-delay|retry-max-time|connect-timeout|timeout|tries|cacert|capath|cert|key|write-out|form|cookie|cookie-jar|post-data|body-data|method|ca-certificate|limit-rate|rsh|exclude|include|waitretry|resolve)$/;

const takesValue = (tool: string, word: string): boolean =>
  word.startsWith("--")
    ? LONG.test(word)
    : (CLIENTS.get(tool) ?? "").includes(word.at(-1) ?? "-") && !/^-O-$/.test(word);

/** Ports, files, and the copier's local end are no hosts. */
const isHost = (tool: string, word: string): boolean =>
  word !== "-" &&
  !/^\d{1,5}(-\d{1,5})?$/.test(word) &&
  !/^file:/i.test(word) &&
  !/^(\.{0,2}\/|@|\.{1,2}$)/.test(word) &&
  (!COPIERS.has(tool) || /^[^/]*:/.test(word)) &&
  word !== "";

/** Undefined where a variable stands in for the host, or nobody could connect to it. */
function hostOf(text: string): string | undefined {
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
  // What follows the host may be put together at run time, the host itself not; `[::1]` keeps its colons.
  const [authority = ""] = rest.split(/[/?#\\]/);
  const host = authority.replace(/:(\$.*|\{.*)$/, "");
  if (host.includes("$") || host.includes("`")) return undefined;
  return endpointOf(`${scheme}${host}`)?.host;
}
