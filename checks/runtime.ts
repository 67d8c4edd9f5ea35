import { isDeepStrictEqual } from "node:util";

import type { Problem } from "../schema/problems";
import { metricsLevels, Runtime } from "../schema/runtime";
import type { Check } from "./check";
import { inEachTenant } from "./in-each-tenant";

const gateways = [
  "seldon-modelgateway",
  "seldon-pipelinegateway",
  "seldon-dataflow-engine",
] as const;

/** Without Kafka these stay at zero, whatever a tenant asks for. */
export const gatewaysNeedKafka = inEachTenant(({ runtime }, { seldon }) =>
  seldon.kafka
    ? []
    : gateways
        .filter((name) => runtime.replicas[name] !== undefined)
        .map((name) => ({
          path: ["runtime", "replicas", name],
          message: "is of no use without Kafka; write seldon.kafka, or remove it",
        })),
);

/** Seldon logs in to brokers by SASL_SSL and knows no login that is not encrypted. */
export const kafkaLoginIsEncrypted: Check = ({ seldon: { kafka } }) =>
  kafka?.sasl && !kafka.tls
    ? [
        {
          path: ["seldon", "kafka", "tls"],
          message:
            "is missing, and Seldon logs in to encrypted brokers only; write tls.brokerCaSecret, or remove sasl",
        },
      ]
    : [];

/** A tenant may only turn telemetry further off than its stack. */
export const tenantsCountNoMoreThanTheStack = inEachTenant(({ runtime }, { hodometer }) => {
  const { enabled, metricsLevel } = runtime.hodometer;
  const path = ["runtime", "hodometer", "metricsLevel"];
  if (metricsLevel === undefined) return [];
  if (enabled === false)
    return [{ path, message: "is of no use where telemetry is off; remove it, or enabled: false" }];
  const more = metricsLevels.indexOf(metricsLevel) > metricsLevels.indexOf(hodometer.metricsLevel);
  return more
    ? [
        {
          path,
          message: `is more than the stack's ${hodometer.metricsLevel}, and a tenant may only count less; lower it, or remove it`,
        },
      ]
    : [];
});

/** A training namespace has no runtime, and is not watched: nothing would come of either. */
export const trainingServesNothing = inEachTenant(({ kind, runtime, servers }) => {
  if (kind === "serving") return [];
  const given: [string, boolean][] = [
    ["runtime", !isDeepStrictEqual(runtime, Runtime.parse({}))],
    ["servers", servers.length > 0],
  ];
  return given
    .filter(([, isGiven]) => isGiven)
    .map(([key]): Problem => {
      const message = `is for tenants that serve, and this one is of kind training; remove ${key}, or the kind`;
      return { path: [key], message };
    });
});
