import assert from "node:assert/strict";

import { listOf, manifestsOf, type StackExport } from "../../bench/manifests";

const resource = (type: string, inputs: Record<string, unknown>, custom = true) => ({
  type,
  custom,
  inputs,
});
const state = (...resources: StackExport["deployment"]["resources"][number][]): StackExport => ({
  deployment: { resources },
});

const policy = resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "default-deny", namespace: "team-01" },
});
const namespace = resource("kubernetes:core/v1:Namespace", {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "team-01" },
});

describe("the objects that kubectl is given", () => {
  it("are those of the stack, without providers, components and charts", () => {
    const others = [
      resource("pulumi:providers:kubernetes", { context: "bench" }),
      resource("seldon-platform:components:Tenant", {}, false),
      resource("kubernetes:helm.sh/v4:Chart", {}, false),
    ];
    assert.deepEqual(manifestsOf(state(...others, policy)), [policy.inputs]);
  });

  it("start with the namespaces, whatever the engine registered first", () => {
    const kinds = manifestsOf(state(policy, namespace)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["Namespace", "NetworkPolicy"]);
  });

  it("hold a secret's value, not the engine's wrapping of it", () => {
    const wrapped = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: JSON.stringify({ ".dockerconfigjson": "e30=" }),
    };
    const secret = resource("kubernetes:core/v1:Secret", { kind: "Secret", data: wrapped });
    const [manifest] = manifestsOf(state(secret));
    assert.deepEqual(manifest?.["data"], { ".dockerconfigjson": "e30=" });
  });

  it("hold nothing that the provider noted for itself", () => {
    const noted = resource(policy.type, { ...policy.inputs, __fieldManager: "x" });
    assert.deepEqual(manifestsOf(state(noted)), [policy.inputs]);
  });

  it("come as one List", () => {
    assert.deepEqual(JSON.parse(listOf([])), { apiVersion: "v1", kind: "List", items: [] });
  });
});
