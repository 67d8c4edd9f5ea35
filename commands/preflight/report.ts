import type { V1Pod } from "@kubernetes/client-node";
import { z } from "zod";

import { Untold } from "./untold";

const Seconds = z.number().nullable();

/** What probe.py reports of each of its tasks. */
export const reports = {
  dial: z.object({ mode: z.literal("dial"), results: z.array(z.string()) }),
  insist: z.object({
    mode: z.literal("insist"),
    tries: z.int(),
    opened: z.int(),
    firstSeconds: Seconds,
    lastSeconds: Seconds,
  }),
  hold: z.object({
    mode: z.literal("hold"),
    lastEchoSeconds: Seconds,
    ranSeconds: z.number(),
    again: z.string(),
  }),
  resolve: z.object({
    mode: z.literal("resolve"),
    answers: z.record(z.string(), z.union([z.array(z.string()), z.string()])),
    servers: z.array(z.string()),
  }),
  listen: z.object({ mode: z.literal("listen"), accepted: z.int() }),
  start: z.object({ mode: z.literal("start") }),
} as const;

type Reports = typeof reports;

/**
 * What a pod found out.
 * @throws Untold when it ended without a word, or with one that cannot be read
 */
export function reportOf<Mode extends keyof Reports>(
  pod: V1Pod | undefined,
  mode: Mode,
): z.infer<Reports[Mode]> {
  const terminated = pod?.status?.containerStatuses?.[0]?.state?.terminated;
  const message = terminated?.message ?? "";
  const read = reports[mode].safeParse(jsonOf(message));
  if (read.success) return read.data as z.infer<Reports[Mode]>;
  const name = pod?.metadata?.name ?? "a probe pod";
  const said = message === "" ? (terminated?.reason ?? "nothing") : message.slice(0, 200);
  throw new Untold(
    `${name} ended with code ${terminated?.exitCode ?? "unknown"} and said: ${said}`,
    "run it again with --keep, then: kubectl describe pod and logs of that pod",
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
