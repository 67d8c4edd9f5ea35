import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { CheckoutCopy } from "./support/checkout-copy";

/** A network that ends at this machine: the API server wants a route, and all of them lead back. */
const nowhere = [
  "ip link set lo up",
  "ip addr add 192.0.2.2/32 dev lo",
  "ip route add default dev lo src 192.0.2.2",
].join(" && ");

const withoutNetwork = (command: string): [file: string, args: string[]] => [
  "unshare",
  ["--net", "--map-root-user", "bash", "-c", `${nowhere} && ${command}`],
];

describe("a preview in a network that leads nowhere", function () {
  this.timeout(900_000);
  let copy: CheckoutCopy | undefined;

  before(function () {
    const [file, args] = withoutNetwork("true");
    const { status, stderr } = spawnSync(file, args, { encoding: "utf8" });
    if (status !== 0) {
      process.stderr.write(`skipped: no network namespace can be made here: ${stderr.trim()}\n`);
      this.skip();
    }
    copy = new CheckoutCopy();
  });
  after(() => copy?.remove());

  it("passes as it does with one: no plugin, version, chart or package is fetched", async () => {
    assert.ok(copy);
    // Whatever comes from caches is put in place first, as on a runner inside an air gap.
    const ready = await copy.shell("node commands/seldon-platform.js toolchain");
    assert.equal(ready.code, 0, ready.output);
    const begun = copy.start(
      ...withoutNetwork("node commands/seldon-platform.js preview --stack prod"),
    );
    const { code, output } = await begun.finished;
    assert.equal(code, 0, output);
    assert.match(output, /prod passes: \d+ resources previewed, no rule is broken/);
    assert.doesNotMatch(output, /download|dial tcp|no such host|registry\.npmjs/i);
    assert.deepEqual(copy.left(), []);
  });
});
