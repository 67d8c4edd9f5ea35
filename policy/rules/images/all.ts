import type { Rule } from "../../rule";
import { imagesAreInTheBundle } from "./images-are-in-the-bundle";
import { imagesComeFromHarbor } from "./images-come-from-harbor";
import { imagesComeFromMirroredProjects } from "./images-come-from-mirrored-projects";
import { imagesDoNotMove } from "./images-do-not-move";
import { pullSecretsAreThere } from "./pull-secrets-are-there";
import { pullSecretsOpenHarborOnly } from "./pull-secrets-open-harbor-only";

/** The rules on images. */
export const imagesRules: readonly Rule[] = [
  imagesComeFromHarbor,
  imagesDoNotMove,
  imagesComeFromMirroredProjects,
  imagesAreInTheBundle,
  pullSecretsAreThere,
  pullSecretsOpenHarborOnly,
];
