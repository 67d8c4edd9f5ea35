import { fieldsOf } from "../../kubernetes-object";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { called } from "./called";
import { fieldsWithin } from "./fields-within";

// Istio's ProxyConfig: what replaces the proxy's program or its first settings.
const REPLACING = new Set([
  "binaryPath",
  "customConfigFile",
  "proxyBootstrapTemplatePath",
  "configPath",
]);

/** What is wrong with settings of a proxy, for the mesh or for a pod. */
export function proxyConfigComplaints(
  config: unknown,
  path: string,
  site: Site,
  namespace?: string,
): Complaint[] {
  return fieldsWithin(config, path).flatMap((field): Complaint[] => {
    const { key, value, path: at } = field;
    if (REPLACING.has(key)) return [replaces(at)];
    if (key === "interceptionMode" && value === "NONE") return [capturesNothing(at)];
    if (key === "stackdriver") return [sendsToVendor(at)];
    if (key === "proxyMetadata" || key === "environmentVariables")
      return variables(value, at, site, namespace);
    // Addresses of the control plane, tracers, loggers, rate limits and statistics.
    if (/(address|url|uri)$/i.test(key)) return called(value, at, site, namespace);
    return [];
  });
}

const replaces = (path: string): Complaint => ({
  path,
  message: "replaces what the proxy runs with",
  remedy: "Leave it out.",
});

/** Of a proxy that lets all traffic pass beside it. */
export const capturesNothing = (path: string): Complaint => ({
  path,
  message: "makes traffic pass beside the proxy",
  remedy: "Leave it out, so that the proxy takes all traffic.",
});

/** Of a provider that has no address of its own. */
export const sendsToVendor = (path: string): Complaint => ({
  path,
  message: "sends to the cloud of its vendor",
  remedy: "Use a provider with an address in the cluster.",
});

function variables(value: unknown, path: string, site: Site, namespace?: string): Complaint[] {
  const found = fieldsOf(value);
  return Object.keys(found)
    .filter((name) => /(^|_)(ADDR|ADDRESS|URL|URI|HOST|PROXY|ENDPOINT|SERVER)$/i.test(name))
    .filter((name) => !/(^|_)NO_PROXY$/i.test(name))
    .flatMap((name) => called(found[name], childPath(path, name), site, namespace))
    .concat(
      Object.keys(found)
        .filter((name) => /BOOTSTRAP/i.test(name))
        .map((name) => replaces(childPath(path, name))),
    );
}
