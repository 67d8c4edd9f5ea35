import type { Configuration, KafkaConfig, RcloneConfig, TracingConfig } from "./custom-resources";

type Text = string | null | undefined;
type Entries = Readonly<Record<string, string | number>>;

/** A runtime's configuration after the operator filled in the defaults of SeldonConfig. */
export interface FilledConfiguration {
  readonly tracing: TracingConfig;
  readonly kafka: KafkaConfig;
  readonly rclone: RcloneConfig;
  readonly service: { readonly grpcServicePrefix: string; readonly serviceType: string };
}

/**
 * Texts: the runtime's, else the default. Maps: key by key. rclone's lists: the runtime's first, then the
 * defaults', duplicates and all. `tracingConfig.disable` of the defaults is ignored.
 */
export function filledConfiguration(
  own: Configuration | null | undefined,
  defaults: Configuration | null | undefined,
): FilledConfiguration {
  return {
    tracing: filledTracing(own?.tracingConfig ?? {}, defaults?.tracingConfig ?? {}),
    kafka: filledKafka(own?.kafkaConfig ?? {}, defaults?.kafkaConfig ?? {}),
    rclone: filledRclone(own?.agentConfig?.rclone ?? {}, defaults?.agentConfig?.rclone ?? {}),
    service: {
      grpcServicePrefix: text(
        own?.serviceConfig?.grpcServicePrefix,
        defaults?.serviceConfig?.grpcServicePrefix,
      ),
      serviceType: text(own?.serviceConfig?.serviceType, defaults?.serviceConfig?.serviceType),
    },
  };
}

const filledTracing = (own: TracingConfig, defaults: TracingConfig): TracingConfig => ({
  disable: own.disable ?? false,
  otelExporterEndpoint: text(own.otelExporterEndpoint, defaults.otelExporterEndpoint),
  otelExporterProtocol: text(own.otelExporterProtocol, defaults.otelExporterProtocol),
  ratio: text(own.ratio, defaults.ratio),
});

/** In the order of Go's struct, which is the order of the JSON that the operator writes. */
const filledKafka = (own: KafkaConfig, defaults: KafkaConfig): KafkaConfig => ({
  "bootstrap.servers": text(own["bootstrap.servers"], defaults["bootstrap.servers"]),
  consumerGroupIdPrefix: text(own.consumerGroupIdPrefix, defaults.consumerGroupIdPrefix),
  debug: text(own.debug, defaults.debug),
  consumer: entries(own.consumer, defaults.consumer),
  producer: entries(own.producer, defaults.producer),
  streams: entries(own.streams, defaults.streams),
  topicPrefix: text(own.topicPrefix, defaults.topicPrefix),
});

const filledRclone = (own: RcloneConfig, defaults: RcloneConfig): RcloneConfig => ({
  config: [...(own.config ?? []), ...(defaults.config ?? [])],
  config_secrets: [...(own.config_secrets ?? []), ...(defaults.config_secrets ?? [])],
});

const text = (...places: readonly Text[]): string => places.find((place) => place) ?? "";

const entries = (own: Entries | null | undefined, defaults: Entries | null | undefined): Entries =>
  Object.fromEntries(
    Object.entries({ ...defaults, ...own }).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
