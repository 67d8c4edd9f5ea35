import { isIP, isIPv6 } from "node:net";
import { parse } from "ipaddr.js";
import { endpointOf, isAddress, type Endpoint } from "../hosts";
import { hintOf } from "../images/image-strings";
import { onceForText } from "../once-for";
import type { Text } from "../texts";
import { namesHost } from "./named";
import { withoutNames } from "./prose";

/** What a text says of where somebody may connect to. */
export interface Address extends Endpoint {
  /** An address with nothing around it: it may also be a number of a version, or what a server listens on. */
  readonly isBare: boolean;
}

/** Schemes behind which no host of the network stands: files, buckets, names of workloads. */
const NO_HOST_SCHEMES: ReadonlySet<string> = new Set(
  (
    "file unix spiffe s3 s3a s3n gs gcs azureblob hf pvc models runs mlflow-artifacts kubernetes k8s configmap " +
    "secret gitrepo urn"
  ).split(" "),
);

/** Every place that a text names, once each. */
export const addressesIn = ({ name, value }: Omit<Text, "path">): readonly Address[] =>
  mayNameAddress(value) ? addressesBehind(name)(value) : [];

/** Whether there is anything to look for: most texts are a word. */
export const mayNameAddress = (value: string): boolean =>
  /[.:]/.test(value) || /^(0x[\da-f]+|\d{8,12})$/i.test(value);

const addressesBehind = onceForText((name) => onceForText((value) => findAddresses(name, value)));

function findAddresses(name: string, value: string): readonly Address[] {
  const text = withoutTemplates(withoutNames(value));
  const found = [...urls(text, name), ...numbers(text, name)];
  // `registry.example:5000/team/image:1` names an image, which other rules judge.
  if (hintOf(name) !== "image") found.push(...withPort(text), ...named(text, name));
  return [...new Map(found.map((address) => [address.host, address])).values()];
}

const HOLE = "\u0001";

/** What is filled in later leaves a hole; what stands in for it where nothing comes, and what lies behind it, stays. */
const withoutTemplates = (text: string): string =>
  text
    .replace(/\$\{\w{1,100}:?[-=+]([^}$]{0,500})\}/g, "$1")
    .replace(
      /\{\{(?:(?!\}\}|\{\{|:\/\/)[^]){0,500}\}\}|\$\([\w.-]{1,100}\)|\$\{[^}]{0,100}\}|\$\w+|\{\w{1,100}\}|%[sdv]|<[\w-]{1,100}>/g,
      HOLE,
    );

// Every repetition has an end: a text of a megabyte must not take minutes.
const URL = /([a-z][a-z0-9+.-]{0,30}):[\\/]{2,}([^\s"'`<>|;]*)/gi;

function urls(text: string, name: string): Address[] {
  return [
    ...[...text.matchAll(URL)].flatMap(([, scheme = "", rest = ""]) =>
      NO_HOST_SCHEMES.has(scheme.toLowerCase()) ||
      (/^(storage|schema|artifact)Uri$/.test(name) && !/^(https?|ftp|sftp|webdav)$/i.test(scheme))
        ? []
        : (/^[^/?#\\]*/.exec(rest)?.[0] ?? "")
            .split(",")
            .flatMap((part) => place(part, `${scheme}://`)),
    ),
    // `//host/path`, and `git@host:path`
    ...[
      ...text.matchAll(/(?:^|[\s"'=(,])\/\/([\w.-]{1,200}\.[a-z]{2,}\.?)(?=[/:?#\s"')]|$)/gi),
    ].flatMap(([, host = ""]) => place(host, "//")),
    ...[
      ...text.matchAll(
        /(?<![\w/.:@-])[\w-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,9}):(?=[^\s\d])/g,
      ),
    ].flatMap(([, host = ""]) => place(host, "ssh://")),
  ];
}

function place(part: string, before: string): Address[] {
  const bare = part.includes("[") ? part : part.replace(/[)\]}.:*]+$/, "");
  const filled = bare.slice(bare.lastIndexOf(HOLE) + 1);
  // `{{ name }}.team.svc` says where; `api.{{ domain }}` does not yet.
  if (filled !== bare && !/^\.[\w-]+\.|^@/.test(filled)) return [];
  const endpoint = endpointOf(`${before}${filled === bare ? bare : `x${filled}`}`);
  // `https://+:80`, `https://.+`: all of a server's own names, or an expression for any.
  if (endpoint === undefined || !/[\p{L}\d]/u.test(endpoint.host)) return [];
  return [{ ...endpoint, isBare: false }];
}

const LABEL = "[\\p{L}\\d_](?:[\\p{L}\\d_-]{0,61}[\\p{L}\\d])?";
const HOST = `(?:${LABEL}\\.){1,30}[\\p{L}](?:[\\p{L}\\d-]{0,61}[\\p{L}\\d])\\.?`;
const WITH_PORT = new RegExp(`(?<![\\w.:/$\\u0001-])(${HOST}:\\d{1,5})(?![\\w.:-])`, "giu");
const FILE =
  /\.(ya?ml|json|html?|txt|t?gz|tar|crt|pem|key|sock|conf|cfg|toml|ini|xml|properties|jar|jsx?|tsx?|go|java|lua|wasm|log|proto|sql|csv|onnx|pkl|pb|bst)$/i;

const withPort = (text: string): Address[] =>
  [...text.matchAll(WITH_PORT)].flatMap(([, found = ""]) =>
    FILE.test(found.replace(/:\d+$/, "")) ? [] : place(found, ""),
  );

const WHOLE_HOST = new RegExp(`^(?:[^\\s@/]+@)?(${HOST})(?:[/?#:]|$)`, "iu");
const PAIR =
  /(?<![\w./-])-{0,2}([\w.-]{1,100})\s{0,9}(?:=|:\s|\s(?<=--[\w.-]{1,100}\s))\s{0,9}["']?([^\s"'`,;]+)/g;
const CALLER = /\b(curl|wget|nc|ncat|telnet|ssh|scp|rsync|ping|dig|nslookup|socat)\b/;

/** Hosts without scheme or port: only where a name or a command says that they are hosts. */
function named(text: string, name: string): Address[] {
  const words = namesHost(name) ? text.split(/[\s,;]+/) : [];
  const pairs = [...text.matchAll(PAIR)].flatMap(([, key = "", value = ""]) =>
    namesHost(key) ? [value] : [],
  );
  const called = CALLER.test(text) ? text.split(/[\s"'`,;|&()]+/).slice(1) : [];
  return [...(words.length <= 10 ? words : []), ...pairs, ...called].flatMap((word) => {
    // The names of protobuf's types look like URLs.
    if (word.startsWith("type.googleapis.com/")) return [];
    const host = WHOLE_HOST.exec(word.replace(/^["']|["']$/g, ""))?.[1];
    return host === undefined || FILE.test(host) ? [] : place(host, "");
  });
}

const IPV4 = /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(:\d{1,5})?(?!\w|\.\d)(?!\/\d{1,3}(?!\d))/g;
const IPV6 =
  /(?<![\w:.])\[?([\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d+){0,3})\]?(?![\w:])(?!\/\d)/gi;
/** What else a program may read as an address, and nobody would write as a name: 134744072, 0x8.0x8.0x8.0x8, 8.526344. */
const ODD =
  /^(?:0x[\da-f]{7,8}|\d{8,12}|(?=.{8})(?:(?:0x[\da-f]+|\d+)\.){1,3}(?:0x[\da-f]+|\d+)\.?)(?::\d{1,5})?$/i;
/** The same where a version would make no sense: 8.2056 */
const ODD_HOST = /^(?:(?:0x[\da-f]+|\d+)\.){0,3}(?:0x[\da-f]+|\d+)\.?(?::\d{1,5})?$/i;

function numbers(text: string, name: string): Address[] {
  if (/version|revision|cidr|range|subnet|no_?proxy/i.test(name)) return [];
  const four = [...text.matchAll(IPV4)].flatMap(([, address = "", port]) =>
    isIP(address) === 0 ? [] : at(`${address}${port ?? ""}`, port === undefined),
  );
  const six = [...text.matchAll(IPV6)].flatMap(([, address = ""]) =>
    isIPv6(address) ? at(`[${address}]`, true) : [],
  );
  const isOdd = /^host(name)?$/i.test(name) ? ODD_HOST : ODD;
  const words = namesHost(name) ? text.split(/[\s,;]+/) : [];
  const odd =
    words.length > 10 ? [] : words.flatMap((word) => (isOdd.test(word) ? at(word, true) : []));
  return [...four, ...six, ...odd];
}

function at(text: string, isBare: boolean): Address[] {
  const endpoint = endpointOf(text);
  return endpoint === undefined || !isAddress(endpoint.host) ? [] : [{ ...endpoint, isBare }];
}

const METADATA: ReadonlySet<string> = new Set([
  "169.254.169.254",
  "100.100.100.200",
  "fd00:ec2::254",
]);

/** Whether an address belongs to somebody on the internet, or to the services that clouds tell secrets by. */
export const isPublic = (address: string): boolean =>
  METADATA.has(address) ||
  (isIP(address) !== 0 &&
    parse(address).range() === "unicast" &&
    (!address.includes(":") || /^[23][\da-f]{3}:/.test(address)));
