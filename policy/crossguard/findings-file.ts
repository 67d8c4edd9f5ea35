import { appendFileSync } from "node:fs";
import type { Recorded } from "./record";

/** Names a file; what the engine is told is written there too, a line of JSON each. */
export const FINDINGS_VARIABLE = "SELDON_PLATFORM_FINDINGS";

/** Writes to the file; undefined, and so nothing, where none is named. A file that cannot be written stops the run. */
export const findingsFile = (
  file: string | undefined,
): ((finding: Recorded) => void) | undefined =>
  file === undefined || file === ""
    ? undefined
    : (finding) => {
        appendFileSync(file, `${JSON.stringify(finding)}\n`);
      };
