import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:net";
import { ToolchainError } from "./failure";

/**
 * Below what systems hand out for outgoing connections (32768 on Linux), so that none of those takes a port between
 * this check and its use.
 */
const lowest = 20_000;
const highest = 32_767;

/** What a cluster needs. */
type SixPorts = [number, number, number, number, number, number];

/** Six ports that nothing on loopback listens on. Random, so that clusters started at the same moment differ. */
export async function freePorts(): Promise<SixPorts> {
  const held: Server[] = [];
  // Each stays held until all are found, so that none is found twice.
  const next = async (): Promise<number> => {
    for (let tries = 0; tries < 1000; tries++) {
      const port = randomInt(lowest, highest);
      const server = await listen(port);
      if (server === undefined) continue;
      held.push(server);
      return port;
    }
    throw new ToolchainError(
      `No free port between ${lowest} and ${highest}. End programs that listen there.`,
    );
  };
  try {
    return [await next(), await next(), await next(), await next(), await next(), await next()];
  } finally {
    await Promise.all(held.map((server) => new Promise((done) => server.close(done))));
  }
}

const listen = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(undefined);
    });
    server.listen(port, "127.0.0.1", () => {
      resolve(server);
    });
  });
