import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";

/** What the API server answers to a path; a number is a status without a body. */
export type Answers = Readonly<Record<string, object | number>>;

/** An API server on loopback that only lists. */
export class FakeApiServer {
  /** Paths that were asked for, with the Accept header where it is not plain JSON. */
  readonly asked: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly url: string,
  ) {}

  static async serve(answers: Answers): Promise<FakeApiServer> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const fake = new FakeApiServer(server, `http://127.0.0.1:${port}`);
    server.on("request", ({ url = "", headers }, response) => {
      const path = url.replace("?limit=500", "");
      const accept = headers.accept ?? "";
      fake.asked.push(accept === "application/json" ? path : `${path} as ${accept}`);
      const answer = answers[path] ?? 404;
      response.statusCode = typeof answer === "number" ? answer : 200;
      response.end(typeof answer === "number" ? "" : JSON.stringify(answer));
    });
    return fake;
  }

  /** Writes a kubeconfig whose context `test` is this server; another is its current one. */
  writeKubeconfig(file: string): void {
    const cluster = (name: string, server: string) => ({
      name,
      // Without TLS nothing else is let through.
      cluster: { server, "insecure-skip-tls-verify": true },
    });
    const context = (name: string) => ({ name, context: { cluster: name, user: "me" } });
    writeFileSync(
      file,
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [cluster("test", this.url), cluster("other", "http://127.0.0.1:1")],
        users: [{ name: "me", user: {} }],
        contexts: [context("test"), context("other")],
        "current-context": "other",
      }),
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
