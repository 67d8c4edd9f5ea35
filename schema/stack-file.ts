import { z } from "zod";

import { Platform } from "./platform";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Before each key of ours in a stack file, with a colon between. */
export const configNamespace = "seldon-platform";

/** What `pulumi config set --secret` writes. */
const encrypted: JsonSchema = {
  type: "object",
  properties: { secure: { type: "string" } },
  required: ["secure"],
  additionalProperties: false,
};

const secrets: JsonSchema["properties"] = {
  registryPassword: {
    ...encrypted,
    description: "password of registry.username: pulumi config set --secret registryPassword",
  },
  harborPassword: {
    ...encrypted,
    description: "password of registry.robots.username: pulumi config set --secret harborPassword",
  },
  authorityKey: {
    ...encrypted,
    description:
      "private key of certManager.intermediate, PEM: pulumi config set --secret authorityKey < key.pem",
  },
  storageCredentials: {
    type: "object",
    description:
      "keys of the storage logins: pulumi config set --secret --path 'storageCredentials.<tenant>.<scheme>.<key>'",
    additionalProperties: {
      type: "object",
      additionalProperties: { type: "object", additionalProperties: encrypted },
    },
  },
};

/** Keys whose values are secret, and so no part of the plain ones. */
export const secretKeys: readonly string[] = Object.keys(secrets);

/** The schema of the plain values, as people write them: before defaults are filled in. */
export const platformSchema = (): JsonSchema => z.toJSONSchema(Platform, { io: "input" });

/** The schema of Pulumi.<stack>.yaml, by which an editor completes and checks it. */
export function stackFileSchema(): JsonSchema {
  const { properties = {}, required = [] } = platformSchema();
  const prefixed = Object.fromEntries(
    Object.entries({ ...properties, ...secrets }).map(([key, value]) => [
      `${configNamespace}:${key}`,
      value,
    ]),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: "Made from the zod schema beside this file: npm run schema",
    title: "Stack file of the Seldon platform",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: prefixed,
        // Keys of other namespaces are Pulumi's and its providers' own.
        patternProperties: { [`^(?!${configNamespace}:)`]: {} },
        additionalProperties: false,
        required: required.map((key) => `${configNamespace}:${key}`),
      },
    },
    required: ["config"],
  };
}
