import type { Kafka } from "../schema/seldon";
import type { CheckedPart } from "../schema/platform";
import type { Problem } from "../schema/problems";
import type { Check } from "./check";
import { addressesInside, outOfReach } from "./targets";

/** A check of the stack's Kafka, where it has one; the paths of its problems start there. */
const ofKafka =
  (look: (kafka: Kafka, platform: CheckedPart) => Problem[]): Check =>
  (platform) =>
    platform.seldon.kafka
      ? look(platform.seldon.kafka, platform).map((problem) => ({
          ...problem,
          path: ["seldon", "kafka", ...problem.path],
        }))
      : [];

/** Each broker that clients start from can be reached by the ways out that the stack opens. */
export const brokersAreWithinReach = ofKafka(({ bootstrap, egress }) =>
  bootstrap.split(",").flatMap((broker) => {
    const message = outOfReach(broker, egress);
    return message === undefined ? [] : [{ path: ["bootstrap"], message }];
  }),
);

/** Production's tenants reach nothing on the internet, brokers included. */
export const prodBrokersAreInside = ofKafka(({ egress }, platform) =>
  addressesInside(platform, ["egress"], egress, "reaches its brokers only in its own network"),
);

/** What a Pipeline has taken in and not yet answered lies in its topics alone. */
export const prodKeepsCopiesOfTopics = ofKafka(({ replicationFactor }, { environment }) =>
  environment === "prod" && replicationFactor < 2
    ? [
        {
          path: ["replicationFactor"],
          message:
            "is a single copy of each topic, which is gone with its broker; in prod write 2 or more",
        },
      ]
    : [],
);
