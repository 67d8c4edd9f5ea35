import * as pulumi from "@pulumi/pulumi";

import { authorityProblems } from "./certificates/authority-key";
import type { PullAccess } from "./components/platform-namespace";
import type { StorageLogin } from "./components/storage-secrets";
import { parseValue } from "./config";
import { robotProject } from "./harbor/robot-project";
import { refusal } from "./refusal";
import type { CertManager } from "./schema/cert-manager";
import type { Platform } from "./schema/platform";
import type { StorageAccess } from "./schema/storage";
import { configNamespace } from "./schema/stack-file";
import type { Tenant } from "./schema/tenant";

/**
 * What the stack file holds encrypted under a key of its own.
 * @param holder what of the stack file needs it, as in `names a registry`
 * @throws a refusal that names the command which sets it
 */
function secretOf(key: string, holder: string, from = ""): pulumi.Output<string> {
  const config = new pulumi.Config(configNamespace);
  if (config.get(key)) return config.requireSecret(key);
  const stack = pulumi.getStack();
  throw refusal(
    `Pulumi.${stack}.yaml ${holder} but holds no ${configNamespace}:${key}; ` +
      `run: pulumi config set --secret ${key} -s ${stack}${from}`,
  );
}

/** Where images come from, with the login that may pull them. */
export const pullAccess = ({ registry }: Pick<Platform, "registry">): PullAccess | undefined =>
  registry && { ...registry, password: secretOf("registryPassword", "names a registry") };

/** Harbor, and the login that makes robots there. */
export const robotMaking = ({ registry }: Pick<Platform, "registry">) =>
  registry?.robots && {
    ...registry.robots,
    url: registry.robots.api ?? `https://${registry.host}`,
    // A stack that names none is refused before.
    project: robotProject(registry) ?? "",
    stack: pulumi.getStack(),
    password: secretOf("harborPassword", "makes robots in Harbor"),
  };

/**
 * The private key of the given CA, as PEM.
 * @throws a refusal also when the two do not belong together, or the CA cannot sign here
 */
export function authorityKey(
  intermediate: NonNullable<CertManager["intermediate"]>,
): pulumi.Output<string> {
  const key = secretOf("authorityKey", "names an intermediate CA", " < key.pem");
  const plain = new pulumi.Config(configNamespace).get("authorityKey") ?? "";
  const problems = authorityProblems(intermediate, plain);
  if (problems.length === 0) return key;
  throw refusal(
    [
      `Pulumi.${pulumi.getStack()}.yaml cannot be deployed:`,
      ...problems.map((each) => `  - ${each}`),
    ].join("\n"),
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
  const key = `${configNamespace}:storageCredentials`;
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
