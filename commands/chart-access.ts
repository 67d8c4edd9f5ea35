import { join } from "node:path";

import type { Toolchain } from "../toolchain/prepare";
import type { ChartAccess } from "./helm";

/** How charts are fetched: helm of the toolchain, and a site's credentials from its environment. */
export function chartAccess({ toolsDir }: Toolchain): ChartAccess {
  const { CHARTS_USERNAME, CHARTS_PASSWORD, CHARTS_CA_FILE, CHARTS_PLAIN_HTTP } = process.env;
  return {
    helm: join(toolsDir, "helm"),
    username: CHARTS_USERNAME,
    password: CHARTS_PASSWORD,
    caFile: CHARTS_CA_FILE,
    plainHttp: CHARTS_PLAIN_HTTP === "true",
  };
}
