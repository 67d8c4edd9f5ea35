import { endpointOf, isInside } from "../../hosts";
import { metadataOf, textOf } from "../../kubernetes-object";
import { onceForText } from "../../once-for";
import type { Complaint, ObjectRule } from "../../rule";
import { textsOf } from "../../texts";
import { settingsIn } from "./settings-in";

// `bootstrap.servers`, SELDON_KAFKA_BOOTSTRAP_SERVERS, `bootstrapServers`, KAFKA_BROKERS, `metadata.broker.list`
const BROKERS =
  /(^|[._-])bootstrap[._-]?servers?$|(^|[._-])kafka[._-](brokers?|bootstrap|hosts?|servers?|urls?)$|(^|[._-])broker[._-]list$/i;
// SCHEMA_REGISTRY_URL, `schema.registry.url`, `schemaRegistry`
const REGISTRY = /schema[._-]?registry([._-]?(ur[il]s?|host|endpoint|client[._-]url))?$/i;

/** Pipelines send every request and every answer through Kafka. */
export const kafkaIsInside: ObjectRule = {
  name: "kafka-is-inside",
  description: "Kafka, and the registry of its schemas, lie inside.",
  why: [
    "Whatever goes through a pipeline is written to Kafka: a broker outside gets every request and every answer of each",
    "model behind it. The first broker of a list tells of all others, so each must lie inside; so must the registry of",
    "schemas. Judged are the configuration of Seldon, ConfigMaps, variables, flags and custom resources, by the names of their",
    "fields. Not seen: addresses that brokers announce, and those that a Secret holds.",
  ].join(" "),
  severity: "critical",
  remediation:
    "Name a broker inside, as in kafka-bootstrap.<namespace>.svc:9093, or list its host under hosts of the site.",
  ways: [30],
  examples: {
    refused: `
apiVersion: mlops.seldon.io/v1alpha1
kind: SeldonRuntime
metadata: { name: seldon, namespace: team }
spec:
  config:
    kafkaConfig:
      bootstrap.servers: kafka.team.svc:9092,broker.evil.com:9092
`,
    accepted: `
apiVersion: mlops.seldon.io/v1alpha1
kind: SeldonRuntime
metadata: { name: seldon, namespace: team }
spec:
  config:
    kafkaConfig:
      bootstrap.servers: kafka.team.svc:9092,kafka-2.team.svc:9092
`,
  },
  scope: "object",
  check: (object, site) => {
    const namespace = textOf(metadataOf(object).namespace);
    return textsOf(object).flatMap((text) =>
      settingsIn(text).flatMap(({ name, value }): Complaint[] => {
        const what = whatIs(name);
        if (what === undefined) return [];
        return addressesIn(value).flatMap((address): Complaint[] => {
          const { path } = text;
          // SASL_SSL://host:port
          const endpoint = endpointOf(address.replace(/^\w+:\/\//, "kafka://"));
          if (endpoint === undefined)
            return [{ path, message: `names ${what} that cannot be read` }];
          if (isInside(endpoint, site, namespace)) return [];
          return [
            { path, message: `names ${what} at ${endpoint.host}, which does not lie inside` },
          ];
        });
      }),
    );
  },
};

const whatIs = onceForText((name) =>
  BROKERS.test(name) ? "a broker" : REGISTRY.test(name) ? "a registry of schemas" : undefined,
);

/** The addresses of a list; what a template or a variable will say, is judged where that is written. */
const addressesIn = (list: string): string[] =>
  list.split(/[\s,;]+/).filter((each) => !/^[[\]{}"'-]*$/.test(each) && !/\{\{|\$[({]/.test(each));
