import assert from "node:assert/strict";

import { auditObjects } from "../../commands/audit";
import type { LiveObject } from "../../commands/live-cluster";

const live = (kind: string, name: string, namespace?: string, more: object = {}): LiveObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name, uid: name, ...(namespace ? { namespace } : {}) },
  ...more,
});
const shut = (namespace: string) =>
  live("NetworkPolicy", "deny", namespace, {
    apiVersion: "networking.k8s.io/v1",
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  });

describe("the audit of live objects", () => {
  const { BASE } = process.env;
  before(() => {
    // The commit that stands for the base revision in this checkout.
    process.env["BASE"] = "HEAD";
  });
  after(() => {
    if (BASE === undefined) delete process.env["BASE"];
    else process.env["BASE"] = BASE;
  });
  const problems = (objects: LiveObject[], stack: string) => auditObjects(objects, stack).problems;
  const pod = live("Pod", "web-0", "elsewhere");
  const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
  const team = live("Namespace", "team", undefined, {
    metadata: { name: "team", uid: "t", labels },
  });
  const objects = [team, shut("team"), pod, shut("elsewhere")];

  it("asks in prod for a pull secret in each namespace of ours, and wherever our pods run", () => {
    assert.deepEqual(problems(objects, "prod"), [
      "v1 Secret team/harbor-registry-secret: is missing",
      "v1 Secret elsewhere/harbor-registry-secret: is missing",
    ]);
    const secrets = ["team", "elsewhere"].map((one) =>
      live("Secret", "harbor-registry-secret", one),
    );
    assert.deepEqual(problems([...objects, ...secrets], "prod"), []);
  });

  it("asks for none where images come from public hosts", () => {
    assert.deepEqual(problems(objects, "dev"), []);
  });
});
