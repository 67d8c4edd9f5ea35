import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { carrier } from "./making/carriers";
import { outside, outsideUrl } from "./making/hosts";
import { anywhere, made, serving } from "./making/places";
import { container, podSpec } from "./making/pods";
import { objectWay } from "./making/way";

/** Each runtime is a new chance to forget the counter of uses. */
const hodometer = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const others = [
    { name: "seldon-scheduler", replicas: 1 },
    { name: "seldon-modelgateway", replicas: 0 },
  ];
  const own = random.pick<object | undefined>([
    undefined,
    { name: "hodometer" },
    { name: "hodometer", replicas: random.int(1, 3) },
    { name: "hodometer", replicas: null },
    { name: "hodometer", disable: true },
    { name: "Hodometer", replicas: 0 },
    { name: "hodometer ", replicas: 0 },
    { name: "seldon-hodometer", replicas: 0 },
  ]);
  const overrides = random.shuffle([...(own === undefined ? [] : [own]), ...others]);
  const spec = random.pick([
    { seldonConfig: "default", overrides },
    { seldonConfig: "default", overrides },
    { seldonConfig: "default" },
    { seldonConfig: "default", overrides: null },
    { seldonConfig: "default", disableAutoUpdate: true, overrides },
  ]);
  const version = random.pick(["mlops.seldon.io/v1alpha1", "mlops.seldon.io/v1"]);
  const object = made(random, version, "SeldonRuntime", random.pick(serving(stack)), { spec });
  return [JSON.stringify(own ?? "no override"), object];
};

/** Traces hold what was asked of a model. */
const traces = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const namespace = anywhere(random, stack);
  const endpoint = random.maybe() ? outside(random) : outsideUrl(random, ["http", "https", "grpc"]);
  const form = random.int(1, 3);
  if (form === 1) {
    const names = [
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
      "MLSERVER_TRACING_SERVER",
    ];
    const env = [{ name: random.pick(names), value: endpoint }];
    const spec = podSpec(random, { containers: [container(random, { env })] });
    return [`${env[0]?.name ?? ""}=${endpoint}`, carrier(random, namespace, spec)];
  }
  const tracingConfig = {
    disable: false,
    otelExporterEndpoint: endpoint,
    otelExporterProtocol: "grpc",
  };
  if (form === 2) {
    const data = {
      "tracing.json": JSON.stringify({ enable: true, otelExporterEndpoint: endpoint }),
    };
    return [data["tracing.json"], made(random, "v1", "ConfigMap", namespace, { data })];
  }
  const kind = random.pick(["SeldonConfig", "SeldonRuntime"]);
  const object = made(random, "mlops.seldon.io/v1alpha1", kind, namespace, {
    spec: { seldonConfig: "default", config: { tracingConfig } },
  });
  return [`otelExporterEndpoint: ${endpoint}`, object];
};

/** What Seldon tells of itself. */
export const seldonReportWays: readonly Way[] = [
  objectWay(35, "hodometer-off-in-prod", "a runtime that counts uses", hodometer),
  objectWay(36, "traces-stay-inside", "traces for somebody outside", traces),
];
