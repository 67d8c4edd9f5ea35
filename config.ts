import { isIP } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import semver from "semver";
import { z } from "zod";

import { explain, type Problem } from "./config-problems";
import { refusal } from "./refusal";

const namespace = "seldon-platform";

/** Namespaces that belong to the cluster or to the platform itself. */
const reserved = [
  "default",
  "seldon-system",
  "istio-system",
  "istio-cni",
  "istio-ingress",
  "metallb-system",
  "cert-manager",
];

/** The first Seldon version whose setup chart reads controller.watchNamespaces. */
const firstWithWatchList = "2.9.1";

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const hostName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const imagePath = /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;

const isCidr = (text: string): boolean => {
  const [address = "", bits = "", ...rest] = text.split("/");
  const family = isIP(address);
  return (
    family !== 0 &&
    !address.includes("%") &&
    rest.length === 0 &&
    /^[1-9]\d{0,2}$/.test(bits) &&
    Number(bits) <= (family === 4 ? 32 : 128)
  );
};

const isRegistryHost = (text: string): boolean => {
  const [host = "", port = "443", ...rest] = text.split(":");
  const isPort = /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535;
  return rest.length === 0 && isPort && hostName.test(host);
};

const Cluster = z.strictObject({
  /** Path as written: `~` is the user's home, a relative path starts at the project folder. */
  kubeconfig: z.string().min(1).default("~/.kube/config"),
  context: z
    .string("is missing; write the kubeconfig context of this cluster")
    .min(1, "names no context; write the kubeconfig context of this cluster"),
  apiServer: z.strictObject({
    cidrs: z
      .array(z.string().refine(isCidr, "is no CIDR; write each API server's address as a.b.c.d/32"))
      .min(1, "is empty; list the addresses behind: kubectl get endpoints kubernetes"),
    port: z.int().min(1).max(65535).default(6443),
  }),
});

const Registry = z.strictObject({
  host: z
    .string()
    .refine(isRegistryHost, "is no registry host; write host or host:port, no scheme and no path"),
  prefix: z
    .string()
    .regex(
      imagePath,
      "is no image path; write it as in project or project/folder, without slashes around",
    )
    .optional(),
  username: z.string().min(1, "is empty; write the robot account that may pull"),
});

const Hodometer = z.strictObject({
  enabled: z.boolean().default(false),
  metricsLevel: z.enum(["cluster", "resource", "feature"]).default("feature"),
});

const Tenant = z.strictObject({
  name: z
    .string()
    .regex(dnsLabel, "is no DNS label; use up to 63 of a-z, 0-9 and -, no - at either end")
    .refine((name) => !reserved.includes(name) && !name.startsWith("kube-"), {
      error: "is reserved for the cluster or the platform; choose another name",
    }),
  runtime: z
    .strictObject({
      replicas: z.strictObject({ "seldon-envoy": z.int().min(1).max(20).default(1) }).prefault({}),
    })
    .prefault({}),
});

const Platform = z.strictObject({
  environment: z.enum(["dev", "prod"]),
  cluster: Cluster,
  registry: Registry.optional(),
  hodometer: Hodometer.prefault({}),
  tenants: z
    .array(Tenant, "is missing or no list; write one item per team, as in: - name: fraud-detection")
    .min(1, "is empty, and Seldon takes an empty watch list for every namespace; name a tenant"),
});

export type Platform = Readonly<z.infer<typeof Platform>>;
export type Cluster = Platform["cluster"];
export type Registry = NonNullable<Platform["registry"]>;
export type Hodometer = Platform["hodometer"];
export type Tenant = Platform["tenants"][number];

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
  const problems =
    issues.length > 0 ? explain(issues, raw, z.toJSONSchema(Platform, { io: "input" })) : [];
  if (semver.lt(source.seldonVersion, firstWithWatchList))
    problems.push(
      `versions.ts: seldon is ${source.seldonVersion}, whose chart ignores the list of tenants to watch; ` +
        `pin ${firstWithWatchList} or newer`,
    );
  if (result.success && problems.length === 0) return result.data;
  throw refusal(
    [`${source.file} cannot be deployed:`, ...problems.map((problem) => `  - ${problem}`)].join(
      "\n",
    ),
  );
}

/**
 * Reads the current stack's values; the one place that reads pulumi.Config.
 * @throws a refusal as parsePlatform does
 */
export function loadPlatform(seldonVersion: string): Platform {
  const secrets = ["registryPassword"];
  const raw: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    const [scope, name = ""] = key.split(":");
    // Pulumi.yaml's defaults: an empty block says nothing, like an absent one.
    if (scope === namespace && !secrets.includes(name) && value !== "{}")
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

/** The engine hands objects over as JSON and strings as they are. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * What no single key can know. Runs on the raw values and beside the schema, so that one message
 * holds these problems even when the schema has found others.
 */
function crossCheck(raw: Readonly<Record<string, unknown>>): Problem[] {
  const tenants = Array.isArray(raw["tenants"]) ? (raw["tenants"] as unknown[]) : [];
  const names = tenants.map((tenant) => (tenant as { name?: unknown } | null)?.name);
  const problems = names.flatMap((name, index): Problem[] => {
    const first = names.indexOf(name);
    if (first === index || name === undefined) return [];
    const message = `is the name of tenant ${String(first + 1)} already; remove one of the two`;
    return [{ path: ["tenants", index, "name"], message }];
  });
  if (raw["environment"] === "prod" && raw["registry"] === undefined)
    problems.push({
      path: ["registry"],
      message:
        "is missing, and prod pulls nothing from the internet; write registry.host and registry.username",
    });
  return problems;
}
