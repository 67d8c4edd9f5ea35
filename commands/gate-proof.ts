import { UsageError } from "./checkout";
import type { EngineResult, EngineRun } from "./engine";
import { gateFlags } from "./gate";

/** What the gate says of the object in policy/seed, as far as it matters here. */
const refusal = /of v1 ConfigMap seeded\/seeded: seeded\.invalid\/tool:1\.0\.0 comes from/;

/** What the engine prints of a pack at fault, and what that means; the first that fits. */
const causes: readonly (readonly [printed: RegExp, cause: string])[] = [
  [
    /wrote an invalid port to stdout/,
    "The pack printed to stdout before it served, and the engine took that for its port: nothing in policy/ may print to stdout as it loads.",
  ],
  [
    /policy pack \S+ failed to start|could not start policy pack|failed to (?:load|start) policy pack/i,
    "The pack ended as it started: what it printed is above.",
  ],
  [
    /Connection dropped|connection (?:refused|reset)|transport is closing|error reading from server/i,
    "The pack ended while it judged: look for process.exit and for what fills the memory.",
  ],
  [
    /The gate has no rules/,
    "The pack has no rules: policy/rules/all.ts lists none, or policy/index.ts passes none on.",
  ],
  [
    /has no site data|cannot be used:|is no revision here/,
    "The gate's own data cannot be used: mend what is told of it above.",
  ],
];
const notAsked =
  "The engine was given no pack: commands/gate.ts has to pass --policy-pack with the folder policy.";
const unknownCause = "Look above for why, and at policy/rules/all.ts for rules that are gone.";

/**
 * Shows the gate an object that it has to refuse. Nothing in an engine forces a pack on anybody, and one that is not
 * there, empty or switched off lets all pass in silence: so its word counts only where it has just refused.
 * @throws UsageError when it did not
 */
export async function proveGate(engine: {
  run(args: readonly string[], options: EngineRun): Promise<EngineResult>;
}): Promise<void> {
  const { code, stdout } = await engine.run(["preview", ...gateFlags], {
    project: "seed",
    capture: true,
  });
  const text = stdout.replace(/\s+/g, " ");
  if (code !== 0 && refusal.test(text)) return;
  throw new UsageError(
    `${stdout.trim()}\n\nThe gate did not refuse the object in policy/seed (exit code ${String(code)}), so nothing that it lets pass counts. ${causeOf(text)}`,
  );
}

function causeOf(text: string): string {
  const known = causes.find(([printed]) => printed.test(text))?.[1];
  return known ?? (/policy pack|Policies:/i.test(text) ? unknownCause : notAsked);
}
