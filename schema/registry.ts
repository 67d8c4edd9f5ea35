import { z } from "zod";

import { ImagePath } from "./seldon";

const hostName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

const isRegistryHost = (text: string): boolean => {
  const [host = "", port = "443", ...rest] = text.split(":");
  const isPort = /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535;
  return rest.length === 0 && isPort && hostName.test(host);
};

const Robots = z.strictObject({
  username: z
    .string()
    .min(1, "is empty; write the account that may make robots")
    .describe("who makes the robots, with harborPassword; never part of a pull secret"),
  project: z
    .string()
    .optional()
    .describe("Harbor project of the images; absent: the first part of registry.prefix"),
  rotation: z
    .int()
    .min(1)
    .default(1)
    .describe("add one to rotate: each tenant gets a new robot, the one before stays valid"),
  durationDays: z
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe("days after which a robot expires; absent: never"),
  api: z
    .url({ protocol: /^https?$/, error: "is no address; write https://host" })
    .optional()
    .describe("where Harbor's API is; absent: https:// and registry.host"),
  caFile: z
    .string()
    .min(1)
    .optional()
    .describe("file with the CA of Harbor's API, on the machine that runs pulumi"),
});

/** Harbor. */
export const Registry = z.strictObject({
  host: z
    .string()
    .refine(isRegistryHost, "is no registry host; write host or host:port, no scheme and no path")
    .describe("every image comes from here, as host/prefix/upstream path"),
  prefix: ImagePath.optional().describe("Harbor project, or project and folder"),
  username: z
    .string()
    .min(1, "is empty; write the robot account that may pull")
    .describe("the robot account of the pull secret, which each namespace gets a copy of"),
  robots: Robots.optional().describe(
    "one pull-only robot per tenant, made in Harbor; absent: all use username",
  ),
  caFile: z
    .string()
    .regex(/^\/\S+$/, "is no file of a node; write it as in /etc/ssl/harbor-ca.crt")
    .optional()
    .describe("file with Harbor's CA on the nodes, for registries.yaml"),
});

export type Registry = z.infer<typeof Registry>;
export type Robots = z.infer<typeof Robots>;
