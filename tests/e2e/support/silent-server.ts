import { createServer, type Server, type Socket } from "node:net";

/** Takes connections on loopback and never says a word, like a firewall that swallows what it is sent. */
export class SilentServer {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    server.on("connection", (socket) => {
      this.sockets.add(socket.on("error", () => undefined));
    });
  }

  static async start(): Promise<SilentServer> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return new SilentServer(server, `https://127.0.0.1:${address.port}`);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }
}
