import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as decoder from "@pulumi/policy/deserialize";
import * as server from "@pulumi/policy/server";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { decodeOnce } from "../../policy/crossguard/decode-once";
import { policiesFor } from "../../policy/crossguard/pack";
import type { Rule } from "../../policy/rule";
import { RULES } from "../../policy/rules/all";
import { OUTSIDE, urnOf } from "./engine";

interface Diagnostic {
  getPolicyname(): string;
  getMessage(): string;
}
type Analyze = (
  call: { request: unknown },
  done: (error: Error | undefined, response: { getDiagnosticsList(): Diagnostic[] }) => void,
) => void;
// What these packages export but their type declarations leave out.
const { makeAnalyzeRpcFun } = server as unknown as {
  makeAnalyzeRpcFun: (name: string, version: string, level: string, policies: unknown) => Analyze;
};
const structs = createRequire(require.resolve("@pulumi/pulumi"))(
  "google-protobuf/google/protobuf/struct_pb",
) as { Struct: { fromJavaScript: (props: object) => never } };
const exported = decoder as unknown as { deserializeProperties: (...args: unknown[]) => object };

const SECRET = "kubernetes:core/v1:Secret";
const marked = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** A request as the engine sends it. */
function request(type: string, props: object): unknown {
  const asked = new analyzer.AnalyzeRequest();
  asked.setType(type);
  asked.setUrn(urnOf(type));
  asked.setName("it");
  asked.setProperties(structs.Struct.fromJavaScript(props));
  asked.setOptions(new analyzer.AnalyzerResourceOptions());
  return asked;
}

function analyze(rules: readonly Rule[], type: string, props: object): Promise<string[]> {
  const ask = makeAnalyzeRpcFun("pack", "1", "mandatory", policiesFor(rules, OUTSIDE));
  return new Promise((resolve, reject) => {
    ask({ request: request(type, props) }, (error, response) => {
      if (error) reject(error);
      else
        resolve(
          response
            .getDiagnosticsList()
            .map((each) => `${each.getPolicyname()}: ${each.getMessage()}`),
        );
    });
  });
}

describe("what the engine sends to the pack", () => {
  const original = exported.deserializeProperties;
  let times = 0;
  before(() => {
    exported.deserializeProperties = (...args) => {
      times += 1;
      return original(...args);
    };
    decodeOnce();
  });
  after(() => {
    exported.deserializeProperties = original;
  });

  it("is decoded once for all policies", async () => {
    times = 0;
    await analyze(RULES, "kubernetes:core/v1:ConfigMap", { apiVersion: "v1", kind: "ConfigMap" });
    assert.equal(times, 1);
  });

  it("tells which inputs are secret, which the SDK keeps from policies", async () => {
    const rules = RULES.filter(({ name }) => name === "secrets-stay-secret");
    const secret = (data: object) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "x" },
      data,
    });
    const [line, ...rest] = await analyze(rules, SECRET, secret({ a: marked("x"), b: "hunter2" }));
    assert.deepEqual(rest, []);
    assert.match(line ?? "", /data\.b of Secret "it" is not marked as secret/);
    assert.deepEqual(await analyze(rules, SECRET, secret({ a: marked("x") })), []);
    assert.deepEqual(await analyze(rules, SECRET, { ...secret({}), data: marked("x") }), []);
  });

  it("stops no policy by a remote asset, which is refused", async () => {
    const rules = RULES.filter(({ name }) => name === "nothing-is-fetched");
    const asset = {
      "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
      uri: "https://x.example/y",
    };
    const [line] = await analyze(rules, "harbor:index:Robot", { code: asset });
    assert.match(line ?? "", /^nothing-is-fetched: .*\ncode of Robot "it" is an asset or archive/);
  });
});
