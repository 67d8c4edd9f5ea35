import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { admission, onceAdmitted, type Sample } from "../../cluster/admission";
import { pointTo } from "./fake-api-server";

const pool: Sample = {
  apiVersion: "metallb.io/v1beta1",
  kind: "IPAddressPool",
  metadata: { name: "main", namespace: "metallb-system" },
  spec: { addresses: ["10.20.0.0/28"] },
};
const group = "/apis/metallb.io/v1beta1";
const pools = `POST ${group}/namespaces/metallb-system/ipaddresspools?dryRun=All`;

type Reply = readonly [status: number, body: object];
const kinds: Reply = [
  200,
  { resources: [{ name: "ipaddresspools", kind: "IPAddressPool", namespaced: true }] },
];
const made: Reply = [201, pool];
const status = (code: number, message: string): Reply => [code, { kind: "Status", message }];
const called = (error: string) =>
  status(
    500,
    'Internal error occurred: failed calling webhook "ipaddresspoolvalidationwebhook.metallb.io": failed to call webhook: ' +
      `Post "https://metallb-webhook-service.metallb-system.svc:443/validate-metallb-io-v1beta1-ipaddresspool?timeout=10s": ${error}`,
  );

describe("waiting for a webhook", () => {
  const folder = mkdtempSync(join(tmpdir(), "admission-"));
  const kubeconfig = join(folder, "kubeconfig");

  before(() =>
    pulumi.runtime.setMocks(
      { newResource: () => assert.fail(), call: () => assert.fail() },
      "seldon-platform",
      "test",
    ),
  );
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Asks with the sample; the API server gives the replies in their order, and the last one for ever. */
  async function asking(replies: readonly Reply[], patience = { forSeconds: 60, everySeconds: 0 }) {
    const asked: string[] = [];
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      const discovery = request.method === "GET";
      asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
      const tries = asked.filter((line) => line.startsWith("POST")).length;
      const [code, body] = discovery ? kinds : (replies[tries - 1] ?? replies.at(-1) ?? made);
      request.on("data", (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on("end", () => {
        response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    pointTo(kubeconfig, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    try {
      await admission({ kubeconfig, context: "here" }, patience)(pool);
    } finally {
      server.close();
    }
    return { posts: asked.filter((line) => line.startsWith("POST")), bodies };
  }

  it("ends when the API server takes the sample, which it is asked not to make", async () => {
    const { posts, bodies } = await asking([made]);
    assert.deepEqual(posts, [pools]);
    assert.deepEqual(JSON.parse(bodies.join("")), pool);
  });

  it("goes on while nobody is there, while the certificate is another, and while the kind is coming", async () => {
    const { posts } = await asking([
      called("dial tcp 10.43.0.9:443: connect: connection refused"),
      called('no endpoints available for service "metallb-webhook-service"'),
      called("tls: failed to verify certificate: x509: certificate signed by unknown authority"),
      called("context deadline exceeded"),
      status(404, "the server could not find the requested resource"),
      status(429, "storage is (re)initializing"),
      [503, {}],
      made,
    ]);
    assert.equal(posts.length, 8);
  });

  it("ends when the webhook denies the sample for what it says: it has judged", async () => {
    const denied = (code: number) =>
      status(
        code,
        'admission webhook "ipaddresspoolvalidationwebhook.metallb.io" denied the request: CIDR "10.20.0.0/28" overlaps',
      );
    for (const code of [400, 403]) assert.equal((await asking([denied(code)])).posts.length, 1);
  });

  it("ends when there is such an object already", async () => {
    assert.equal((await asking([status(409, "already exists")])).posts.length, 1);
  });

  it("names webhook and Deployment when the time is over", async () => {
    await assert.rejects(
      asking([called("connect: connection refused")], { forSeconds: 0, everySeconds: 0 }),
      {
        message: `the cluster of context "here": webhook "ipaddresspoolvalidationwebhook.metallb.io" did not answer within 0 s: ${(called("connect: connection refused")[1] as { message: string }).message}; see why: kubectl --kubeconfig ${kubeconfig} --context here -n metallb-system describe deployment metallb-controller, then run the update again`,
        stack: "",
      },
    );
  });

  it("says what it was told when the time is over and no webhook is to blame", async () => {
    await assert.rejects(asking([[503, {}]], { forSeconds: 0, everySeconds: 0 }), {
      message:
        'the cluster of context "here" did not judge the IPAddressPool "main" within 0 s: HTTP 503; see what it answers, then run the update again',
    });
  });

  it("ends at once where waiting does not help", async () => {
    for (const reply of [status(403, "ann may not create it"), status(422, "spec is wrong")])
      await assert.rejects(asking([reply]), {
        message: `the cluster of context "here" does not take the IPAddressPool "main": ${(reply[1] as { message: string }).message}; see that this account may make one and that the CRD is of the pinned version`,
      });
  });

  it("waits also for a cluster that does not answer", async () => {
    pointTo(kubeconfig, "http://127.0.0.1:1");
    const soon = admission({ kubeconfig, context: "here" }, { forSeconds: 0, everySeconds: 0 });
    await assert.rejects(soon(pool), /did not judge the IPAddressPool "main" within 0 s: /);
  });

  it("is over before a name is known in an update, and does not begin in a preview", async () => {
    const asked: Sample[] = [];
    const admits = (sample: Sample) => Promise.resolve(void asked.push(sample));
    const known = async (dryRun: boolean) => {
      await pulumi.runtime.setMocks(
        { newResource: () => assert.fail(), call: () => assert.fail() },
        "seldon-platform",
        "test",
        dryRun,
      );
      const text = onceAdmitted("main", pulumi.output("there"), { admits, sample: pool });
      return new Promise((resolve) => pulumi.output(text).apply(resolve));
    };
    assert.equal(await known(true), "main");
    assert.deepEqual(asked, []);
    assert.equal(await known(false), "main");
    assert.deepEqual(asked, [pool]);
  });
});
