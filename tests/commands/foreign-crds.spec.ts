import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

import { standInCrds } from "../../commands/foreign-crds";

describe("stand-ins for other operators' CRDs", () => {
  const folder = mkdtempSync(join(tmpdir(), "foreign-crds-"));
  const file = join(folder, "Pulumi.test.yaml");
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const madeFor = (config: object) => {
    writeFileSync(file, stringify({ config }));
    return standInCrds(file);
  };

  it("are none where the stack file needs none", () => {
    const config = { "seldon-platform:seldon": { logLevel: "info" } };
    assert.deepEqual(madeFor(config), { owners: [], objects: [] });
  });

  it("are those that the stack's choices need, named after their owners", () => {
    const { owners, objects } = madeFor({
      "seldon-platform:monitoring": { namespace: "monitoring" },
      "seldon-platform:seldon": { controlPlaneTls: { issuer: "seldon" } },
    });
    assert.deepEqual(owners, ["cert-manager", "the Prometheus operator"]);
    const named = objects as { metadata: { name: string }; spec: { names: { kind: string } } }[];
    assert.deepEqual(
      named.map(({ metadata, spec }) => [metadata.name, spec.names.kind]),
      [
        ["certificates.cert-manager.io", "Certificate"],
        ["podmonitors.monitoring.coreos.com", "PodMonitor"],
        ["prometheusrules.monitoring.coreos.com", "PrometheusRule"],
        ["servicemonitors.monitoring.coreos.com", "ServiceMonitor"],
      ],
    );
  });
});
