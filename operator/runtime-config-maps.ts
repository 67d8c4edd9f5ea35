import { stringify } from "yaml";

import type { FilledConfiguration } from "./configuration";
import type { ConfigMap } from "./objects";

/** The three ConfigMaps that a runtime's and its servers' pods mount. */
export function runtimeConfigMaps(namespace: string, config: FilledConfiguration): ConfigMap[] {
  const { kafka, tracing, rclone } = config;
  const configMap = (name: string, data: ConfigMap["data"]): ConfigMap => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace },
    data,
  });
  return [
    configMap("seldon-agent", {
      "agent.yaml": stringify({ rclone: written(rclone) }, agentYaml),
    }),
    configMap("seldon-kafka", { "kafka.json": goJson(kafka) }),
    configMap("seldon-tracing", {
      "tracing.json": goJson(tracing),
      OTEL_JAVAAGENT_ENABLED: String(tracing.disable !== true),
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${tracing.otelExporterEndpoint ?? ""}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: tracing.otelExporterProtocol ?? "",
    }),
  ];
}

/** Go's YAML writer neither indents lists nor folds lines. */
const agentYaml = { indentSeq: false, lineWidth: 0, singleQuote: true };

/** Go's JSON also escapes what could end a script element. */
const goJson = (config: object): string =>
  JSON.stringify(written(config)).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Empty fields are not written. */
const written = (config: object): object =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => !isEmpty(value)));

const isEmpty = (value: unknown): boolean =>
  value === "" ||
  value === false ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);
