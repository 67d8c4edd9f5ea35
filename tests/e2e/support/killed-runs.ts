import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import type { CheckoutCopy } from "./checkout-copy";

/** Whom SIGKILL takes: the engine alone, or make with everything that it started. */
export type Victim = "engine" | "group";

/** Kills `make up` at moments that a seed decides, and holds what comes after to what was promised. */
export class KilledRuns {
  private changes = 0;
  private draws = 0;

  constructor(
    private readonly copy: CheckoutCopy,
    private readonly seed: string,
    private readonly say: (line: string) => void,
  ) {}

  /** `make up` from nothing, killed within the time that it takes. */
  async fromNothing(victim: Victim): Promise<void> {
    const { code, output } = await this.copy.make(["down"]);
    assert.equal(code, 0, output);
    await this.round(victim, 20_000);
  }

  /** `make up` of a stack file that differs in each tenant, killed while it is applied. */
  async ofAChange(victim: Victim): Promise<void> {
    this.change();
    await this.round(victim, 8_000);
  }

  private async round(victim: Victim, withinMilliseconds: number): Promise<void> {
    const { copy } = this;
    const moment = Math.round(this.fraction() * withinMilliseconds);
    const run = copy.start("make", ["up"]);
    await sleep(moment);
    // An engine that is not there yet is waited for; a run that ends before that was simply not killed.
    while (run.child.exitCode === null && !this.kill(victim, run.child.pid ?? 0)) await sleep(20);
    const { code, output } = await run.finished;
    this.say(
      `seed ${this.seed}, ${victim} killed after ${moment} ms: exit code ${code}, ${lastLine(output)}`,
    );
    await this.expectConverged();
  }

  /** @returns whether there was anything to kill */
  private kill(victim: Victim, leader: number): boolean {
    const engines = this.copy
      .left()
      .filter(({ command }) => /\/pulumi (up|stack|config) /.test(command));
    const pids = victim === "group" ? [-leader] : engines.map(({ pid }) => pid);
    try {
      for (const pid of pids) process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself a moment before.
    }
    return pids.length > 0;
  }

  private async expectConverged(): Promise<void> {
    const first = await this.copy.make(["up"]);
    assert.equal(first.code, 0, first.output);
    const second = await this.copy.make(["up"]);
    assert.equal(second.code, 0, second.output);
    assert.match(second.output, /Resources:\n +\d+ unchanged\n/);
    const cluster = this.copy.path(".local/dev/cluster/");
    const others = this.copy.left().filter(({ command }) => !command.startsWith(cluster));
    assert.deepEqual(others, [], "a process of a killed run stays");
    assert.equal(this.copy.changes().replace(" M Pulumi.dev.yaml\n", ""), "");
  }

  /** Switches hodometer, and adds or retires four tenants: some sixty objects change. */
  private change(): void {
    const more = this.changes++ % 2 === 0;
    const stack = parse(this.copy.git("show", "HEAD:Pulumi.dev.yaml")) as {
      config: Record<string, unknown>;
    };
    const added = Array.from({ length: 4 }, (_, index) => ({
      name: `team-${index}`,
      ...(more ? {} : { retire: true }),
    }));
    const tenants = stack.config["seldon-platform:tenants"] as { name: string }[];
    stack.config["seldon-platform:hodometer"] = { enabled: !more };
    stack.config["seldon-platform:tenants"] = [...tenants, ...added];
    writeFileSync(this.copy.path("Pulumi.dev.yaml"), stringify(stack));
  }

  /** From 0 to 1, the same for the same seed. */
  private fraction(): number {
    const hash = createHash("sha256").update(`${this.seed}:${this.draws++}`).digest();
    return hash.readUInt32BE() / 2 ** 32;
  }
}

const lastLine = (output: string): string => output.trimEnd().split("\n").at(-1)?.trim() ?? "";
