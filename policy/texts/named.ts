import { onceForText } from "../once-for";

const HOST_WORDS: ReadonlySet<string> = new Set(
  (
    "host hosts hostname hostnames url urls uri uris endpoint endpoints addr addrs address addresses server " +
    "servers broker brokers bootstrap proxy upstream upstreams nameserver nameservers dsn collector"
  ).split(" "),
);

/** `SERVER_NAME` is what a certificate says, `serverClass` a class, `URL_PATH` a part: none of them is connected to. */
const NO_HOST_ENDINGS: ReadonlySet<string> = new Set(
  (
    "class type file path dir port name version key format mode policy id domain prefix suffix config ref count " +
    "timeout protocol"
  ).split(" "),
);

/** Whether a field, flag or variable of this name says where to connect to: `DB_HOST`, `--server`, `bootstrap.servers`. */
export const namesHost = onceForText((name): boolean => {
  // The label by which a pod chooses its node.
  if (name === "kubernetes.io/hostname") return false;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  if (words.join(" ") === "no proxy" || words.join(" ") === "host name") return words[0] === "host";
  return words.some((word) => HOST_WORDS.has(word)) && !NO_HOST_ENDINGS.has(words.at(-1) ?? "");
});
