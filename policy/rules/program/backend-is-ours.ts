import { dirname, join } from "node:path/posix";
import { endpointOf, isInside } from "../../hosts";
import { fieldsOf, textOf } from "../../kubernetes-object";
import type { CheckoutRule, Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { childPath } from "../../unknown";
import { fieldsIn } from "./program-file";

type Fields = Readonly<Record<string, unknown>>;

const PROJECT = /(^|\/)Pulumi\.ya?ml$/;
const STACK = /(^|\/)Pulumi\.[^/]+\.ya?ml$/;
const SECRET_KEY =
  /(password|passphrase|token|secret|privateKey|secretKey|accessKey|authorityKey)("\])?$/i;

/** Where state and keys lie is said in files that a change may touch. */
export const backendIsOurs: CheckoutRule = {
  name: "backend-is-ours",
  description: "State, and the key that its secrets are encrypted with, stay in our own hands.",
  why: "The state holds every object, and a cloud that keeps it or its key is a way out for all of it. A backend that is chosen by pulumi login or by PULUMI_BACKEND_URL stands in no file of the checkout and is not seen here; the address of a hashivault neither, so it is refused.",
  severity: "critical",
  remediation: "Use a file backend, or a bucket at a host of the site, and the passphrase.",
  ways: [136],
  examples: {
    refused: `Pulumi.yaml: "{ name: platform, runtime: nodejs, backend: { url: https://state.example } }"`,
    accepted: `Pulumi.yaml: "{ name: platform, runtime: nodejs, backend: { url: file:///srv/state } }"`,
  },
  scope: "checkout",
  check: (files, site) =>
    [...files].flatMap(([file, text]) => {
      const isProject = PROJECT.test(file);
      if (!isProject && !STACK.test(file)) return [];
      const { fields, problem } = fieldsIn(text);
      const found = problem ? [problem] : isProject ? project(fields, file, site) : stack(fields);
      return found.map((complaint) => ({ ...complaint, file }));
    }),
};

function project(fields: Fields, file: string, site: Site): Complaint[] {
  const { url } = fieldsOf(fields.backend);
  const found: Complaint[] = [];
  if (url !== undefined && !isOwnBackend(textOf(url) ?? "", site))
    found.push({ path: "backend.url", message: "is the address of a backend outside" });
  const plugins = fieldsOf(fields.plugins);
  const sorts = Object.keys(plugins).flatMap((sort) => entries(plugins[sort], `plugins.${sort}`));
  for (const [path, value] of [...sorts, ...entries(fields.packages, "packages")])
    for (const [key, text] of texts(value, path))
      if (/:\/\/|^[/~]|^[\w-]+\.[\w.-]+\/|@v?\d/.test(text) || isAbove(join(dirname(file), text)))
        found.push({
          path: key,
          message: "is no folder of this checkout, so a plugin may come from anywhere",
          remedy: "Give the path of a folder in this checkout, or install the plugin beforehand.",
        });
  return found;
}

/** A place above the checkout, by its path from there. */
const isAbove = (path: string): boolean => /^\.\.(\/|$)/.test(path);

/** A folder, or a bucket at an endpoint of our own; without an endpoint a bucket is in the cloud. */
function isOwnBackend(url: string, site: Site): boolean {
  if (/^file:\/\/(\/|~|\.)/i.test(url)) return true;
  if (!/^s3:\/\//i.test(url) || !URL.canParse(url)) return false;
  const named = new URL(url).searchParams.getAll("endpoint");
  const endpoints = named.map((text) => endpointOf(text));
  return (
    endpoints.length === 1 &&
    endpoints.every((endpoint) => endpoint !== undefined && isInside(endpoint, site))
  );
}

function stack(fields: Fields): Complaint[] {
  const found: Complaint[] = [];
  const keeper = fields.secretsprovider;
  if (keeper !== undefined && keeper !== "" && keeper !== "passphrase")
    found.push({
      path: "secretsprovider",
      message: "has the secrets of the state encrypted by somebody else's key",
      remedy: "Remove it, and use the passphrase.",
    });
  for (const path of ["encryptedkey", "environment"])
    if (fields[path] !== undefined)
      found.push({
        path,
        message: "belongs to a service outside, which would be asked at each run",
        remedy: "Remove it, and keep what it holds in this file under the passphrase.",
      });
  for (const [path, text] of texts(fields.config, "config"))
    if (SECRET_KEY.test(path) && text !== "")
      found.push({
        path,
        message: "is a key or password in plain",
        remedy: "Set it with: pulumi config set --secret.",
      });
  return found;
}

/** All texts within, each with its place, but for what is encrypted. */
function texts(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null || "secure" in value) return [];
  return entries(value, path).flatMap(([at, inner]) => texts(inner, at));
}

const entries = (value: unknown, path: string): [path: string, value: unknown][] =>
  typeof value !== "object" || value === null
    ? typeof value === "string"
      ? [[path, value]]
      : []
    : Object.entries(value).map(([key, inner]) => [
        childPath(path, Array.isArray(value) ? Number(key) : key),
        inner,
      ]);
