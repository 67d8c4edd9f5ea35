import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

import { checkout, stackFile, UsageError } from "./checkout";
import { localValues, type Local } from "./local-values";
import { prefix } from "./stack-values";
import { writeWhole } from "./whole-file";

/** Stands for every secret of a local copy. */
export const dummySecret = "dummy";

/** Its keys are encrypted one by one, which Pulumi.yaml has no word for. */
const credentialsKey = `${prefix}storageCredentials`;

/** Encryption belongs to the file it is in: the tracked file's salt is of no use with a local key. */
const encryptionKeys = ["encryptionsalt", "encryptedkey", "secretsprovider"];

interface StackFile {
  readonly [key: string]: unknown;
  readonly config?: Readonly<Record<string, unknown>>;
}

interface LocalCopy extends Local {
  readonly stack: string;
  readonly file: string;
}

interface Copied {
  /** Paths of secrets that it lacks, so that the caller can set dummies. */
  readonly missing: string[];
  /** What is not as in the tracked file, in words. */
  readonly notes: string[];
}

/**
 * Writes the git-ignored copy of a stack file that local runs use: another cluster, own encryption,
 * and none of its secrets.
 * @throws UsageError when the tracked file cannot be read
 */
export function copyStackFile({ stack, file, ...local }: LocalCopy): Copied {
  const tracked = read(stackFile(stack));
  const before = readCopy(file);
  const secrets = [...secretKeys(), credentialsKey];
  const open = withoutCiphers(pick(tracked.config, (key) => !secrets.includes(key)));
  const dummies = pick(before.config, (key) => secrets.includes(key));
  const at = (key: string) => open[prefix + key] as Record<string, unknown> | undefined;
  const [cluster, registry, certManager] = [at("cluster"), at("registry"), at("certManager")];
  const { values, notes } = localValues({ cluster, registry, certManager }, local);
  const changed = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [prefix + key, value]),
  );
  const copy = {
    ...pick(tracked, (key) => key !== "config" && !encryptionKeys.includes(key)),
    ...pick(before, (key) => encryptionKeys.includes(key)),
    config: { ...open, ...dummies, ...changed },
  };
  writeWhole(file, stringify(copy));
  const needed = [...secretKeys(), ...credentialPaths(open[`${prefix}tenants`])];
  return { missing: needed.filter((path) => valueAt(dummies, path) === undefined), notes };
}

/** What each login whose Secret the program makes is given; the names are those of S3. */
const credentialPaths = (tenants: unknown): string[] =>
  itemsOf<{ name?: unknown; storage?: unknown }>(tenants).flatMap(({ name, storage }) =>
    itemsOf<{ scheme?: unknown; type?: unknown; existing?: unknown }>(storage)
      .filter(({ existing, type }) => existing !== true && type !== "http")
      .flatMap(({ scheme }) =>
        ["access_key_id", "secret_access_key"].map(
          (key) => `${credentialsKey}.${String(name)}.${String(scheme)}.${key}`,
        ),
      ),
  );

/** The objects of a list; the schema says what is wrong with anything else. */
const itemsOf = <Item extends object>(value: unknown): Item[] =>
  Array.isArray(value) ? value.filter((item): item is Item => item instanceof Object) : [];

const valueAt = (values: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (at, step) => (at instanceof Object ? (at as Record<string, unknown>)[step] : undefined),
      values,
    );

function pick(
  from: Readonly<Record<string, unknown>> | undefined,
  choose: (key: string, value: unknown) => boolean,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(from ?? {}).filter(([key, value]) => choose(key, value)),
  );
}

/** The keys that Pulumi.yaml declares as secret. */
function secretKeys(): string[] {
  const { config } = read(join(checkout, "Pulumi.yaml"));
  return Object.entries(config ?? {})
    .filter(([, declared]) => (declared as { secret?: boolean } | null)?.secret === true)
    .map(([key]) => prefix + key);
}

/** Empty when there is none, or a killed run has cut it off: all of it can be made again. */
function readCopy(file: string): StackFile {
  try {
    return existsSync(file) ? read(file) : {};
  } catch {
    return {};
  }
}

/** What `pulumi config set --secret` wrote, at any depth, belongs to the key of the tracked file. */
function withoutCiphers(values: Record<string, unknown>): Record<string, unknown> {
  const isCipher = (value: unknown): boolean =>
    typeof value === "object" && value !== null && "secure" in value;
  return JSON.parse(JSON.stringify(values), (_key, value: unknown) =>
    isCipher(value) ? undefined : value,
  ) as Record<string, unknown>;
}

function read(file: string): StackFile {
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as StackFile;
  } catch (error) {
    throw new UsageError(`${file} is no YAML: ${(error as Error).message}`);
  }
}
