import { setTimeout as sleep } from "node:timers/promises";
import type { CheckoutCopy } from "./checkout-copy";
import type { Running } from "./finished";
import { freePorts } from "../../../toolchain/free-ports";

/** An OCI registry on loopback, without TLS and without a login. */
export class OciRegistry {
  private constructor(
    private readonly running: Running,
    readonly address: string,
  ) {}

  static async serve(copy: CheckoutCopy): Promise<OciRegistry> {
    const [port] = await freePorts();
    const address = `127.0.0.1:${port}`;
    const args = ["registry", "serve", "--address", address];
    const running = copy.start(copy.path(".local/bin/crane"), args);
    for (let tries = 0; tries < 100; tries++) {
      if (await answers(address)) return new OciRegistry(running, `oci://${address}`);
      await sleep(50);
    }
    running.child.kill();
    throw new Error(`the registry at ${address} does not answer`);
  }

  async stop(): Promise<void> {
    this.running.child.kill();
    await this.running.finished;
  }
}

const answers = (address: string): Promise<boolean> =>
  fetch(`http://${address}/v2/`).then(
    ({ ok }) => ok,
    () => false,
  );
