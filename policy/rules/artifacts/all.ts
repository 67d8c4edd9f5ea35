import type { Rule } from "../../rule";
import { artifactsComeFromInside } from "./artifacts-come-from-inside";
import { environmentsAreBakedIn } from "./environments-are-baked-in";
import { kafkaIsInside } from "./kafka-is-inside";
import { modelsNameNoHub } from "./models-name-no-hub";
import { rcloneRemotesAreInside } from "./rclone-remotes-are-inside";

/** The rules on models and what they load. */
export const artifactsRules: readonly Rule[] = [
  artifactsComeFromInside,
  rcloneRemotesAreInside,
  modelsNameNoHub,
  environmentsAreBakedIn,
  kafkaIsInside,
];
