import { endpointOf, isInside } from "../../hosts";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";

const ADDRESSES = /^(@[^:]+:)?registry$|^(https?-)?proxy$|^noproxy$|^replace-registry-host$/i;
const LOGINS = /(^|:)(_auth|_authToken|_password|username|certfile|keyfile|key|cert)$/i;

/** What is wrong with a .npmrc: registries and proxies outside, logins in plain, safety switched off. */
export function npmSettings(text: string, site: Site): Complaint[] {
  return text.split(/\r?\n/).flatMap((line): Complaint[] => {
    const [, key = "", value = ""] = /^\s*([^#;=\s][^=]*?)\s*(?:=\s*(.*?)\s*)?$/.exec(line) ?? [];
    const path = key;
    // Settings of the machine's own, which are put in when npm reads the file.
    if (key === "" || /^\$\{\w+\}$/.test(value)) return [];
    if (ADDRESSES.test(key) && !/^(null|false)?$/.test(value) && !isOwn(value, site))
      return [
        { path, message: "is an address outside of the site", remedy: "Name one of its own." },
      ];
    if (LOGINS.test(key))
      return [
        {
          path,
          message: "is a login in plain",
          remedy: "Write ${VARIABLE} and set that where npm runs.",
        },
      ];
    const isOff =
      (key === "strict-ssl" && value === "false") ||
      (key === "ignore-scripts" && value === "false") ||
      (key === "package-lock" && value === "false");
    return isOff
      ? [{ path, message: "is false, and takes a safety away", remedy: "Remove the line." }]
      : [];
  });
}

function isOwn(address: string, site: Site): boolean {
  const endpoint = endpointOf(address.replace(/^["']|["']$/g, ""));
  return endpoint !== undefined && isInside(endpoint, site);
}
