import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Who gets how many of 100 calls, as names of models with Seldon's version. */
type Route = Readonly<Record<string, number>>;

/**
 * What Seldon's Envoy and agent do to a call, in the few lines that a smoke test can notice: routes by the seldon-model
 * header (or by the path), shares calls out by weight, puts the loaded model's name into the path, and says who
 * answered in x-seldon-route.
 */
export class EnvoyStandIn {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param routes by the value of seldon-model */
  static async start(
    modelServer: string,
    routes: Readonly<Record<string, Route>>,
  ): Promise<EnvoyStandIn> {
    const server = createServer((request, response) => {
      void pass(modelServer, routes, request, response).catch(() => response.writeHead(503).end());
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new EnvoyStandIn(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

async function pass(
  modelServer: string,
  routes: Readonly<Record<string, Route>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? "";
  const named = /^\/v2\/models\/([\w-]+)/.exec(path)?.[1] ?? "";
  const route = routes[String(request.headers["seldon-model"] ?? named)];
  if (route === undefined) {
    response.writeHead(404).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const model = drawn(route);
  const answer = await fetch(modelServer + path.replace(/(\/v2\/models\/)[\w-]+/, `$1${model}`), {
    method: request.method ?? "GET",
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    headers: { "content-type": "application/json" },
  });
  const type = answer.headers.get("content-type") ?? "application/json";
  response.writeHead(answer.status, { "content-type": type, "x-seldon-route": `:${model}:` });
  response.end(await answer.text());
}

function drawn(route: Route): string {
  let left = Math.random() * Object.values(route).reduce((sum, weight) => sum + weight, 0);
  for (const [model, weight] of Object.entries(route)) if ((left -= weight) < 0) return model;
  return Object.keys(route).at(-1) ?? "";
}
