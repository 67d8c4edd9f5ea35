import { endpointOf, isInside } from "../../hosts";
import {
  fieldsOf,
  groupOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { ObjectRule } from "../../rule";
import { textsOf } from "../../texts";
import { addressesIn } from "../../texts/addresses";

/** A trace tells which model was called when, by whom, and with what result. */
export const tracesStayInside: ObjectRule = {
  name: "traces-stay-inside",
  description: "Traces, metrics and logs are exported to collectors inside only.",
  why: "Traces hold the names of models, of callers and of inputs. Read are tracingConfig of SeldonConfig and SeldonRuntime, the variables OTEL_EXPORTER_… and MLSERVER_TRACING_SERVER of all pods, the same and settings of these names in ConfigMaps, documents within them too, and OpenTelemetry's kinds. Judged also where tracing is disabled, since one word would enable it. Not seen: variables that come from Secrets, and exporters of other makers, whose URLs strings-stay-inside judges.",
  severity: "high",
  remediation:
    "Name a collector in the cluster (name.namespace.svc:4317), or have the exact host listed under hosts of the site.",
  ways: [36],
  examples: {
    refused: `
apiVersion: mlops.seldon.io/v1alpha1
kind: SeldonRuntime
metadata: { name: seldon, namespace: team }
spec: { config: { tracingConfig: { otelExporterEndpoint: "otlp.vendor.com:4317" } } }
`,
    accepted: `
apiVersion: mlops.seldon.io/v1alpha1
kind: SeldonRuntime
metadata: { name: seldon, namespace: team }
spec: { config: { tracingConfig: { otelExporterEndpoint: "otlp.tracing.svc:4317" } } }
`,
  },
  binds: "in prod",
  scope: "object",
  check: (object, site) =>
    exporters(object).flatMap(({ path, text }) =>
      text
        .split(/[\s,]+/)
        .flatMap((part) => endpointOf(part) ?? [])
        .filter((endpoint) => !isInside(endpoint, site, textOf(metadataOf(object).namespace)))
        .map(({ host }) => ({
          path,
          message: `exports traces, metrics or logs to the host ${host}, which lies outside`,
        })),
    ),
};

interface Exporter {
  readonly path: string;
  readonly text: string;
}

// OpenTelemetry's own, and MLServer's, which its settings.json calls `tracing_server`.
const VARIABLE = /^(OTEL_EXPORTER_\w*ENDPOINT|MLSERVER_TRACING_SERVER)$/;
const SETTING = /^(otelExporterEndpoint|tracing_server)$/;

function exporters(object: KubernetesObject): readonly Exporter[] {
  if (isKind(object, "mlops.seldon.io", "SeldonConfig", "SeldonRuntime")) {
    const { otelExporterEndpoint } = fieldsOf(fieldsOf(fieldsOf(object.spec).config).tracingConfig);
    const path = "spec.config.tracingConfig.otelExporterEndpoint";
    return [...exporter(otelExporterEndpoint, path), ...variables(object)];
  }
  if (isKind(object, "", "ConfigMap"))
    return textsOf(object)
      .filter(({ name }) => VARIABLE.test(name) || SETTING.test(name))
      .map(({ path, value }) => ({ path, text: value }));
  if (groupOf(object) !== "opentelemetry.io") return variables(object);
  const named = textsOf(object).flatMap(({ path, name, value }) =>
    addressesIn({ name, value })
      .filter(({ isBare }) => !isBare)
      .map(({ host }) => ({ path, text: host.includes(":") ? `[${host}]` : host })),
  );
  return [...named, ...variables(object)];
}

const exporter = (value: unknown, path: string): Exporter[] => {
  const text = textOf(value);
  return text === undefined ? [] : [{ path, text }];
};

const variables = (object: KubernetesObject): Exporter[] =>
  podsOf(object)
    .flatMap(containersOf)
    .flatMap(({ path, container }) =>
      listOf(container.env).flatMap((item, index) => {
        const { name, value } = fieldsOf(item);
        return VARIABLE.test(String(name)) ? exporter(value, `${path}.env[${index}].value`) : [];
      }),
    );
