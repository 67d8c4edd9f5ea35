/** The policy pack, as the engine loads it. The path is the same from the root and, absolute, from crds/. */
import { join } from "node:path";

import { checkout } from "./checkout";

/** Every run that `make` starts goes through the gate. */
export const gateFlags = ["--policy-pack", join(checkout, "policy")] as const;
