import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import type { Task } from "../../commands/preflight/probe-pod";
import { hasPython, ProbeTasks, probeScript } from "./support/probe-task";

/** The program of the probe pods, with real sockets on loopback. */
describe("probe.py", function () {
  this.timeout(20_000);
  let tasks: ProbeTasks;

  before(function () {
    if (!hasPython()) this.skip();
    tasks = new ProbeTasks();
  });
  afterEach(() => tasks.end());
  after(() => {
    (tasks as ProbeTasks | undefined)?.remove();
  });

  const start = (task: Task) => tasks.start(task);

  const dial = (port: number, protocol: "TCP" | "UDP" = "TCP", host = "127.0.0.1") => ({
    host,
    port,
    protocol,
    echo: true,
  });
  const patient = { settleSeconds: 0, patienceSeconds: 1, tries: 1 };

  it("answers by TCP and UDP, and tells an open port from a shut one", async () => {
    const [tcp, udp, shut] = [await freePort(), await freePort(), await freePort()];
    const listener = start({ mode: "listen", tcp: [tcp], udp: [udp], seconds: 2 });
    await listener.ready();
    const to = [dial(tcp), dial(udp, "UDP"), dial(shut), dial(shut, "UDP")];
    const { results } = (await start({ mode: "dial", to, ...patient }).report("dial")) as {
      results: string[];
    };
    assert.deepEqual(results, ["open", "open", "refused", "refused"]);
    assert.deepEqual(await listener.report("listen"), { mode: "listen", accepted: 1 });
  });

  it("takes a connection for none where nothing comes back, unless that is enough", async () => {
    // As a proxy does that accepts everything.
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    try {
      const to = [dial(port), { ...dial(port), echo: false }];
      const report = await start({ mode: "dial", to, ...patient }).report("dial");
      assert.deepEqual(report, { mode: "dial", results: ["timeout", "open"] });
    } finally {
      silent.close();
    }
  });

  it("counts from its first instruction what gets through", async () => {
    const port = await freePort();
    const insist = { mode: "insist", to: [dial(port)], seconds: 1, patienceSeconds: 0.5 } as const;
    const none = (await start(insist).report("insist")) as { tries: number; opened: number };
    assert.ok(none.tries > 3);
    assert.equal(none.opened, 0);
    await start({ mode: "listen", tcp: [port], udp: [], seconds: 10 }).ready();
    const some = (await start(insist).report("insist")) as { firstSeconds: number; opened: number };
    assert.ok(some.opened > 3);
    assert.ok(some.firstSeconds < 0.5, `first after ${some.firstSeconds} s`);
  });

  it("notices when an open connection is cut, and that a new one is refused", async () => {
    const port = await freePort();
    const listener = start({ mode: "listen", tcp: [port], udp: [], seconds: 30 });
    await listener.ready();
    const holder = start({ mode: "hold", to: dial(port), seconds: 4, patienceSeconds: 1 });
    await holder.ready();
    await sleep(500);
    listener.child.kill("SIGKILL");
    const cut = (await holder.report("hold")) as { lastEchoSeconds: number; again: string };
    assert.ok(cut.lastEchoSeconds < 2.5, `last echo after ${cut.lastEchoSeconds} s`);
    assert.equal(cut.again, "refused");
  });

  it("notices that an open connection lives on", async () => {
    const port = await freePort();
    await start({ mode: "listen", tcp: [port], udp: [], seconds: 30 }).ready();
    const holder = start({ mode: "hold", to: dial(port), seconds: 2, patienceSeconds: 1 });
    const kept = (await holder.report("hold")) as { lastEchoSeconds: number; again: string };
    assert.ok(kept.lastEchoSeconds > 1, `last echo after ${kept.lastEchoSeconds} s`);
    assert.equal(kept.again, "open");
  });

  it("tells a name that there is from one that there is not", async () => {
    const names = ["localhost", "no-such-name.invalid."];
    const task = { mode: "resolve", names, settleSeconds: 0, patienceSeconds: 4 } as const;
    const { answers } = (await start(task).report("resolve")) as {
      answers: Record<string, unknown>;
    };
    assert.ok((answers["localhost"] as string[]).includes("127.0.0.1"));
    assert.match(String(answers["no-such-name.invalid."]), /^no (such name|answer)$/);
  });

  it("ends when it is told to", async () => {
    const listener = start({ mode: "listen", tcp: [await freePort()], udp: [], seconds: 60 });
    await listener.ready();
    listener.child.kill("SIGTERM");
    await once(listener.child, "exit");
    assert.equal(listener.child.exitCode, 0);
  });

  it("fits into what Linux takes as one argument", () => {
    assert.ok(readFileSync(probeScript).length < 64 * 1024);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
