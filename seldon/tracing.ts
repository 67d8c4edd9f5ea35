import type { Tracing } from "../schema/seldon";

/** A runtime's `tracingConfig`. */
export interface TracingConfig {
  readonly disable?: true;
  readonly otelExporterEndpoint?: string;
  readonly otelExporterProtocol?: string;
  /** From 0 to 1; a text in Seldon's schema. */
  readonly ratio?: string;
}

/** Every runtime must say it: Seldon never takes the setup chart's opentelemetry.disable over into one. */
export const tracingConfig = (tracing: Tracing | undefined): TracingConfig =>
  tracing
    ? {
        otelExporterEndpoint: tracing.endpoint,
        // The one that all of Seldon's parts speak: only the dataflow engine knows another.
        otelExporterProtocol: "grpc",
        ratio: String(tracing.ratio),
      }
    : { disable: true };
