import type { TelemetryEntry } from "./entry";
import { GRAFANA } from "./grafana";
import { MODELS } from "./models";
import { PLATFORM } from "./platform";
import { TOOLS } from "./tools";

/** What each component tells its makers, its default, how it is switched off, and the rule that sees to it. */
export const TELEMETRY: readonly TelemetryEntry[] = [...PLATFORM, ...GRAFANA, ...MODELS, ...TOOLS];
