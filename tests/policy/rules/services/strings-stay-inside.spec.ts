import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policy/unknown";
import { configMap, deployment, DEV, findingsOf, PROD } from "../../objects";
import { ACCEPTED, container, env, REFUSED } from "./addresses";

const found = (document: unknown, site = PROD) =>
  findingsOf("strings-stay-inside", [document], site);
describe("strings-stay-inside", () => {
  for (const [what, [object, host]] of Object.entries(REFUSED))
    it(`refuses ${what}`, () => {
      const findings = found(object);
      assert.equal(findings.length, 1, JSON.stringify(findings));
      assert.match(findings[0]?.message ?? "", new RegExp(`${host}, which lies outside$`));
      assert.match(findings[0]?.remedy ?? "", /name\.namespace\.svc/);
    });

  for (const [what, object] of Object.entries(ACCEPTED))
    it(`accepts ${what}`, () => {
      assert.deepEqual(found(object), []);
    });

  describe("variables of a container", () => {
    const parts = (last: object, second = "il.com") =>
      found(
        container({
          env: [
            { name: "A", value: "https://ev" },
            { name: "B", value: second },
          ],
          ...last,
        }),
      ).map(({ path }) => path.replace("spec.template.spec.containers[0].", ""));

    it("are put together where Kubernetes does it", () => {
      assert.deepEqual(parts({ args: ["--x=$(A)$(B)"] }), ["args[0]"]);
    });

    it("are put together where a shell does it", () => {
      assert.deepEqual(parts({ command: ["sh", "-c", 'fetch "$A""${B}"'] }), ["command[2]"]);
      assert.deepEqual(parts({ lifecycle: { preStop: { exec: { command: ["$A$B"] } } } }), [
        "lifecycle.preStop.exec.command[0]",
      ]);
    });

    it("are put together with those that a script sets itself", () => {
      assert.equal(found(container({ args: ["S=https; H=evil.com; fetch $S://$H/x"] })).length, 1);
    });

    it("may make a Service", () => {
      assert.deepEqual(parts({ args: ["--x=$(A)$(B)"] }, "il.svc"), []);
    });
  });

  it("tells the place inside of a document, and nothing of the text but the host", () => {
    const [finding] = found(configMap({ f: "a: [x, 'https://u:secret@evil.com/path?token=1']" }));
    assert.equal(finding?.path, "data.f > a[1]");
    assert.equal(finding.message, "names a URL at the host evil.com, which lies outside");
  });

  it("tells an unknown value, and judges what lies beside it", () => {
    const findings = found(
      container({
        env: [
          { name: "A", value: UNKNOWN },
          { name: "B", value: "https://evil.com" },
        ],
      }),
    );
    assert.equal(findings.length, 2);
    assert.match(findings[0]?.message ?? "", /unknown at preview/);
  });

  it("lets passwords in Secrets be unknown", () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, data: UNKNOWN };
    assert.deepEqual(found(secret), []);
  });

  it("advises only in dev", () => {
    assert.deepEqual(
      found(env("X", "https://evil.com"), DEV).map(({ advice }) => advice),
      [true],
    );
  });

  it("stays quick on texts that were made to slow it down", () => {
    const started = Date.now();
    for (const part of ["a", "a.", "a:", "{{", "${", "://", "f:", "1.2.3.4:", "漢", "a="])
      found(configMap({ f: part.repeat(100_000) }));
    assert.ok(Date.now() - started < 5000);
  });

  it("stops on nothing that is no text", () => {
    for (const spec of [
      undefined,
      null,
      1,
      { template: null },
      { template: { spec: { containers: null } } },
    ])
      assert.deepEqual(found({ ...deployment({}), spec }), []);
  });
});
