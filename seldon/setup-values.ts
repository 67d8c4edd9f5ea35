import type { Kafka, Tracing } from "../schema/seldon";
import { tracingConfig } from "./tracing";

/** The setup chart's `opentelemetry`. */
export function tracingValues(tracing: Tracing | undefined) {
  const { disable, otelExporterEndpoint, otelExporterProtocol, ratio } = tracingConfig(tracing);
  return disable
    ? { disable }
    : { endpoint: otelExporterEndpoint, protocol: otelExporterProtocol, ratio };
}

/**
 * The setup chart's `kafka` and `security.kafka`. The dataflow engine takes its brokers from here and not
 * from its runtime, so the two are made from one place.
 */
export const kafkaValues = (kafka: Kafka) => ({
  kafka: {
    bootstrap: kafka.bootstrap,
    topicPrefix: kafka.topicPrefix,
    topics: { numPartitions: kafka.partitions, replicationFactor: kafka.replicationFactor },
  },
  security: {
    kafka: {
      // A login without TLS is refused before: Seldon knows no such protocol.
      protocol: kafka.sasl ? "SASL_SSL" : kafka.tls ? "SSL" : "PLAINTEXT",
      ...(kafka.sasl && { sasl: sasl(kafka.sasl) }),
      ...(kafka.tls && { ssl: ssl(kafka.tls) }),
    },
  },
});

const sasl = ({ mechanism, username, secret }: NonNullable<Kafka["sasl"]>) => ({
  mechanism,
  client: { username, secret },
});

const ssl = ({ brokerCaSecret, clientSecret }: NonNullable<Kafka["tls"]>) => ({
  client: {
    brokerValidationSecret: brokerCaSecret,
    // The chart's empty default would accept any certificate of that CA for any broker.
    endpointIdentificationAlgorithm: "https",
    ...(clientSecret !== undefined && { secret: clientSecret }),
  },
});
