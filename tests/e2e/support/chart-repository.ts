import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A chart repository on loopback: the files of a folder, for those who know the password if there is one. */
export class ChartRepository {
  /** How many requests were turned away. */
  refused = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** `credentials`: user:password. Each answer takes a moment, so that a test can look at who is asking. */
  static async serve(folder: string, credentials?: string): Promise<ChartRepository> {
    const wanted = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
    const server = createServer((request, response) => {
      void sleep(200).then(() => {
        if (wanted !== undefined && request.headers.authorization !== wanted) {
          repository.refused++;
          response.writeHead(401).end();
          return;
        }
        try {
          response.end(readFileSync(path.join(folder, path.basename(request.url ?? ""))));
        } catch {
          response.writeHead(404).end();
        }
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const repository = new ChartRepository(server, `http://127.0.0.1:${port}`);
    return repository;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
