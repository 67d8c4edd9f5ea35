import * as pulumi from "@pulumi/pulumi";
import semver from "semver";

import { checks } from "./checks/checks";
import type { StorageLogin } from "./components/storage-secrets";
import { knownVersions } from "./operator/unknown-operator-version";
import { refusal } from "./refusal";
import { CheckedPart, Platform } from "./schema/platform";
import { explain, type Problem } from "./schema/problems";
import type { StorageAccess } from "./schema/storage";
import type { Tenant } from "./schema/tenant";
import { platformSchema, secretKeys } from "./schema/stack-file";
import { validPart } from "./schema/valid-part";

const namespace = "seldon-platform";

/** The first Seldon version whose setup chart reads controller.watchNamespaces. */
const firstWithWatchList = "2.9.1";

/** Where the values came from and what they must fit. */
export interface Source {
  readonly file: string;
  readonly seldonVersion: string;
}

/**
 * Checks a stack's values and fills in the defaults.
 * @throws a refusal with every problem in one message, which the engine prints without a stack
 */
export function parsePlatform(raw: Readonly<Record<string, unknown>>, source: Source): Platform {
  const result = Platform.safeParse(raw);
  const issues = [...(result.error?.issues ?? []), ...crossCheck(raw)];
  const problems = explain(issues, raw, platformSchema);
  problems.push(...versionProblems(source.seldonVersion));
  if (result.success && problems.length === 0) return result.data;
  throw refusal(
    [`${source.file} cannot be deployed:`, ...problems.map((problem) => `  - ${problem}`)].join(
      "\n",
    ),
  );
}

function versionProblems(version: string): string[] {
  if (semver.lt(version, firstWithWatchList))
    return [
      `versions.ts: seldon is ${version}, whose chart ignores the list of tenants to watch; ` +
        `pin ${firstWithWatchList} or newer`,
    ];
  if (knownVersions.includes(version)) return [];
  return [
    `versions.ts: seldon is ${version}, and what its operator makes is known of ${knownVersions.join(", ")} only, ` +
      "so that no quota can be planned; pin that, or hold operator/ against the new version first",
  ];
}

/**
 * Reads the current stack's values; the one place that reads pulumi.Config.
 * @throws a refusal as parsePlatform does
 */
export function loadPlatform(seldonVersion: string): Platform {
  const raw: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    const [scope, name = ""] = key.split(":");
    // Pulumi.yaml's defaults: an empty block says nothing, like an absent one.
    if (scope === namespace && !secretKeys.includes(name) && value !== "{}")
      raw[name] = parseValue(value);
  }
  return parsePlatform(raw, { file: `Pulumi.${pulumi.getStack()}.yaml`, seldonVersion });
}

/**
 * The password that belongs to registry.username, encrypted in the stack file.
 * @throws a refusal that names the command which sets it
 */
export function registryPassword(): pulumi.Output<string> {
  const config = new pulumi.Config(namespace);
  if (config.get("registryPassword")) return config.requireSecret("registryPassword");
  throw refusal(
    `Pulumi.${pulumi.getStack()}.yaml names a registry but holds no ${namespace}:registryPassword; ` +
      `run: pulumi config set --secret registryPassword -s ${pulumi.getStack()}`,
  );
}

/**
 * A tenant's logins to model stores whose Secrets are made here, with what is secret of them.
 * @throws a refusal that names the command which sets what is missing
 */
export const storageLogins = ({
  name,
  storage,
  retire,
}: Pick<Tenant, "name" | "storage" | "retire">): StorageLogin[] =>
  retire
    ? []
    : storage
        .filter(({ existing }) => !existing)
        .map((access) => ({ ...access, credentials: storageCredentials(name, access) }));

/** What a login needs besides the stack file's plain values, as in access_key_id. */
function storageCredentials(tenant: string, { scheme, type }: StorageAccess): pulumi.Output<Login> {
  const key = `${namespace}:storageCredentials`;
  const all = pulumi.runtime.allConfig()[key] ?? "{}";
  if (all !== "{}" && !isSecretKey(key))
    throw refusal(
      `Pulumi.${pulumi.getStack()}.yaml: ${key} is in plain text; remove it, ` +
        "count its keys as known to everybody, and set new ones with: pulumi config set --secret --path",
    );
  // A plain web server asks nobody who they are.
  const none: Login | undefined = type === "http" ? {} : undefined;
  const found = (parseValue(all) as Credentials)[tenant]?.[scheme] ?? none;
  if (found) return pulumi.secret(found);
  throw refusal(
    `Pulumi.${pulumi.getStack()}.yaml gives tenant "${tenant}" a login for ${scheme}:// but holds no credentials for it; ` +
      `run: pulumi config set --secret --path 'storageCredentials.${tenant}.${scheme}.access_key_id' -s ${pulumi.getStack()} ` +
      "and the same for secret_access_key, or write existing: true where others make the Secret",
  );
}

/** Whether any part of a key's value is encrypted; in the SDK, but left out of its types. */
const isSecretKey = (key: string): boolean =>
  (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);

type Login = Readonly<Record<string, string>>;
type Credentials = Readonly<Partial<Record<string, Partial<Record<string, Login>>>>>;

/** The engine hands objects over as JSON and strings as they are. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Runs on whatever the schema accepts, so that one message holds the schema's findings as well. */
function crossCheck(raw: unknown): Problem[] {
  const valid = validPart(CheckedPart, raw);
  if (valid === undefined) return [];
  return checks
    .flatMap((check) => check(valid.data))
    .filter(({ searched }) => !searched || !valid.lost(valid.original(searched)))
    .map((problem) => ({ ...problem, path: valid.original(problem.path) }));
}
