import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

import { UsageError } from "../../commands/checkout";
import { EntryPoint } from "../../commands/smoke/entry-point";

interface Reply {
  readonly code?: number;
  readonly route?: string;
  readonly body?: unknown;
  readonly text?: string;
  readonly location?: string;
}

const outputs = [{ name: "predict", shape: [1], datatype: "INT64", data: [0] }];

/** Calls a server that answers every call alike. @returns what came back, and the last call */
async function calling<T>(reply: Reply | "silence", call: (entry: EntryPoint) => Promise<T>) {
  let last: IncomingMessage | undefined;
  const server = createServer((request, response) => {
    last = request;
    if (reply === "silence") return;
    const { code = 200, route, body, text = JSON.stringify(body), location } = reply;
    if (route !== undefined) response.setHeader("x-seldon-route", route);
    if (location !== undefined) response.setHeader("location", location);
    response.writeHead(code).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    const { port } = server.address() as AddressInfo;
    return { result: await call(new EntryPoint(`http://127.0.0.1:${port}/`, 0.3)), last };
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

const infer = (entry: EntryPoint) => entry.infer("canary", "canary.experiment", { inputs: [] });

describe("a tenant's entry point", () => {
  it("is called by the V2 protocol with the header that Seldon routes by", async () => {
    const { last } = await calling({ body: { outputs } }, infer);
    assert.equal(last?.method, "POST");
    assert.equal(last.url, "/v2/models/canary/infer");
    assert.equal(last.headers["seldon-model"], "canary.experiment");
    assert.equal(last.headers["content-type"], "application/json");
  });

  it("tells who answered by Seldon's route header, and without it by the answer", async () => {
    const body = { model_name: "champion_3", outputs };
    const routed = await calling({ route: ":challenger_12:", body }, infer);
    assert.deepEqual(routed.result, { ok: true, by: "challenger" });
    const named = await calling({ body }, infer);
    assert.deepEqual(named.result, { ok: true, by: "champion" });
  });

  it("gives the status and the server's own words when a call fails", async () => {
    const { result } = await calling({ code: 404, body: { error: "Model iris not found" } }, infer);
    assert.deepEqual(result, { ok: false, reason: 'HTTP 404, "Model iris not found"' });
  });

  it("refuses an answer without outputs, and a page of HTML", async () => {
    const reason = "the answer holds no outputs, so it is none of the V2 protocol";
    for (const reply of [{ body: { outputs: [] } }, { text: "<html>hello</html>" }])
      assert.deepEqual((await calling(reply, infer)).result, { ok: false, reason });
  });

  it("follows no redirect, which would lose the request", async () => {
    const { result, last } = await calling({ code: 301, text: "", location: "/other" }, infer);
    assert.equal(last?.url, "/v2/models/canary/infer");
    assert.deepEqual(result, { ok: false, reason: "HTTP 301" });
  });

  it("ends a call that is never answered", async () => {
    const { result } = await calling("silence", infer);
    assert.deepEqual(result, { ok: false, reason: "no answer within 0.3 s" });
  });

  it("is reached when anything answers, and not when nobody listens", async () => {
    await calling({ code: 404, text: "" }, (entry) => entry.reach());
    const closed = await calling({ text: "" }, (entry) => Promise.resolve(entry.address));
    await assert.rejects(new EntryPoint(closed.result, 0.3).reach(), (error: Error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /does not answer: .*ECONNREFUSED/);
      return true;
    });
  });
});
