import { prepareToolchain } from "../toolchain/prepare";
import { chartAccess } from "./chart-access";
import { ensureCharts, lockCharts } from "./charts";
import { checkout } from "./checkout";
import { say } from "./say";

/** Fetches the charts of the lock, or with a source new ones, which the lock then names. */
export async function fetchCharts(from: string | undefined): Promise<number> {
  const access = chartAccess(await prepareToolchain(checkout, ["charts"], process.env, say));
  if (from === undefined) await ensureCharts(access);
  else await lockCharts(from, access);
  return 0;
}
