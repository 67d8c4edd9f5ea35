import type { CheckedPart } from "../schema/platform";
import type { Problem } from "../schema/problems";

/** Looks for what no single key can know; every problem names its key, what is wrong and the remedy. */
export type Check = (platform: CheckedPart) => Problem[];
