import type { Way } from "../attack";
import { artifactWays } from "./artifacts";
import { clusterResourceWays } from "./cluster-resources";
import { imageWays } from "./images";
import { imageTextWays } from "./images-in-text";
import { issuerWays, remoteWays } from "./issuers";
import { kserveWays } from "./kserve";
import { meshWays } from "./mesh";
import { meshProxyWays } from "./mesh-proxies";
import { meshSettingWays } from "./mesh-settings";
import { meshTrafficWays } from "./mesh-traffic";
import { monitoringWays } from "./monitoring";
import { pullSecretWays } from "./pull-secrets";
import { rcloneWays } from "./rclone";
import { seldonReportWays } from "./seldon-reports";

/** Ways 1 to 54 and 56 to 59: images, artifacts, custom resources. */
export const firstHalf: readonly Way[] = [
  ...imageWays,
  ...imageTextWays,
  ...pullSecretWays,
  ...artifactWays,
  ...rcloneWays,
  ...kserveWays,
  ...seldonReportWays,
  ...meshWays,
  ...meshSettingWays,
  ...meshTrafficWays,
  ...meshProxyWays,
  ...issuerWays,
  ...remoteWays,
  ...monitoringWays,
  ...clusterResourceWays,
];
