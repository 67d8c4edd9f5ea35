import Ajv from "ajv";

const text = { type: "string", minLength: 1 };
const message = { type: "object", required: ["text"], properties: { text } };
const level = { enum: ["none", "note", "warning", "error"] };
const location = {
  type: "object",
  required: ["logicalLocations"],
  properties: {
    physicalLocation: {
      type: "object",
      required: ["artifactLocation", "region"],
      properties: {
        artifactLocation: {
          type: "object",
          required: ["uri"],
          properties: { uri: { type: "string", pattern: "^[^ \\\\#?<>]+$" } },
        },
        region: {
          type: "object",
          required: ["startLine"],
          properties: {
            startLine: { type: "integer", minimum: 1 },
            startColumn: { type: "integer", minimum: 1 },
          },
        },
      },
    },
  },
};
const result = {
  type: "object",
  required: ["ruleId", "level", "message", "locations"],
  properties: {
    ruleId: text,
    ruleIndex: { type: "integer", minimum: 0 },
    level,
    message,
    locations: { type: "array", items: location },
    partialFingerprints: { type: "object", additionalProperties: text },
  },
};
const rule = {
  type: "object",
  required: ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
  properties: {
    id: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    defaultConfiguration: { type: "object", required: ["level"], properties: { level } },
  },
};
const run = {
  type: "object",
  required: ["tool", "results"],
  properties: {
    tool: {
      type: "object",
      required: ["driver"],
      properties: {
        driver: {
          type: "object",
          required: ["name", "rules"],
          properties: { name: text, rules: { type: "array", items: rule } },
        },
      },
    },
    results: { type: "array", items: result },
  },
};

const isLog = new Ajv({ allErrors: true }).compile({
  type: "object",
  required: ["version", "runs", "$schema"],
  properties: {
    $schema: { type: "string", pattern: "^https://" },
    version: { const: "2.1.0" },
    runs: { type: "array", items: run },
  },
});

/** What is wrong with a log by the parts of SARIF 2.1.0 that are required, or that readers of it rest on. */
export function sarifErrors(log: unknown): string[] {
  isLog(log);
  return (isLog.errors ?? []).map(
    ({ instancePath, message: said }) => `${instancePath} ${said ?? ""}`,
  );
}
