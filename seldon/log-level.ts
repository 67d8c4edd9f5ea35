import type { SeldonSettings } from "../schema/seldon";

/** rclone knows three of Seldon's six levels. */
const rcloneLevels: Readonly<Record<SeldonSettings["logLevel"], "error" | "info" | "debug">> = {
  fatal: "error",
  error: "error",
  warn: "error",
  info: "info",
  debug: "debug",
  trace: "debug",
};

export const rcloneLogLevel = (level: SeldonSettings["logLevel"]) => rcloneLevels[level];
