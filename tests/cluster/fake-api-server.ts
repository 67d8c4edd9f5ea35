import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import { stringify } from "yaml";

/** What is answered at a path, or to "DELETE path"; a number is a status without a body. */
export type Answers = Readonly<Record<string, object | number>>;

/** Points the one context, "here", of a kubeconfig to an address. */
export function pointTo(kubeconfig: string, server: string): void {
  const name = "here";
  const context = { cluster: name, user: name };
  writeFileSync(
    kubeconfig,
    stringify({
      apiVersion: "v1",
      kind: "Config",
      // Only for the plain server of these tests; the client refuses http:// otherwise.
      clusters: [{ name, cluster: { server, "insecure-skip-tls-verify": true } }],
      users: [{ name, user: {} }],
      contexts: [{ name, context }],
      "current-context": "",
    }),
  );
}

/**
 * An API server on loopback, for as long as `ask` takes. What it has no answer for is not there (404).
 * `answer` is asked anew each time, so that a test can have objects come and go.
 */
export async function answering<T>(
  kubeconfig: string,
  answer: (asked: string) => object | number | undefined,
  ask: () => Promise<T>,
): Promise<{ result: T; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://localhost").pathname;
    const key = request.method === "GET" ? path : `${request.method ?? ""} ${path}`;
    asked.push(key);
    const found = answer(key) ?? 404;
    const [code, body] = typeof found === "number" ? [found, { message: "hunter2" }] : [200, found];
    response.writeHead(code, { "content-type": "application/json", token: "hunter2" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  pointTo(kubeconfig, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  try {
    return { result: await ask(), asked };
  } finally {
    server.close();
  }
}
