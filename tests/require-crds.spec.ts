import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { requireCrds } from "../cluster";
import { crdParts, seldonCrds } from "../cluster/crd-parts";
import { foreignCrds } from "../seldon/foreign-crds";

describe("a cluster without what the stack needs", () => {
  before(() =>
    pulumi.runtime.setMocks(
      { newResource: () => assert.fail(), call: () => assert.fail() },
      "seldon-platform",
      "test",
    ),
  );

  const missing: [string | undefined, string][] = [
    [undefined, "has none"],
    ["2.9.0", "has those of 2.9.0"],
    ["unknown", "has those of unknown"],
  ];
  for (const [version, found] of missing)
    it(`is refused when it ${found}, with the one command that brings Seldon's CRDs`, () => {
      assert.throws(
        () => {
          requireCrds({ partsWithCrds: [{ part: seldonCrds, version }], missingCrds: [] });
        },
        {
          message: `Seldon's CRDs of version 2.9.1 must be on the cluster first, and it ${found}; run: pulumi up -C crds -s test`,
        },
      );
    });

  it("is accepted with the CRDs of this commit's Seldon", () => {
    assert.doesNotThrow(() => {
      requireCrds({ partsWithCrds: [{ part: seldonCrds, version: "2.9.1" }], missingCrds: [] });
    });
  });

  it("is refused without them, in one message with the key that needs each", () => {
    const missingCrds = foreignCrds({ seldon: { controlPlaneTls: {} } });
    assert.throws(
      () => {
        requireCrds({ partsWithCrds: [{ part: seldonCrds, version: undefined }], missingCrds });
      },
      {
        message:
          "Seldon's CRDs of version 2.9.1 must be on the cluster first, and it has none; run: pulumi up -C crds -s test\n" +
          "Pulumi.test.yaml: seldon-platform:seldon.controlPlaneTls needs cert-manager, whose CRD " +
          "certificates.cert-manager.io is not on the cluster; install it first, or remove the key",
      },
    );
  });

  const everything = { istio: { enabled: true }, metalLb: {}, certManager: { acme: {} } };

  it("is refused without the CRDs of such a part, or with those of another version, all in one message", () => {
    const [seldon, istio, metalLb, certManager] = crdParts(everything);
    assert.ok(seldon && istio && metalLb && certManager);
    const onCluster = (istioVersion: string | undefined, certManagerVersion: string) => [
      { part: seldon, version: "2.9.1" },
      { part: istio, version: istioVersion },
      { part: metalLb, version: "0.15.3" },
      { part: certManager, version: certManagerVersion },
    ];
    assert.throws(
      () => {
        requireCrds({ partsWithCrds: onCluster(undefined, "v1.20.0"), missingCrds: [] });
      },
      {
        message:
          "Istio's CRDs of version 1.30.3 must be on the cluster first, and it has none; run: pulumi up -C crds -s test\n" +
          "cert-manager's CRDs of version v1.21.1 must be on the cluster first, and it has those of v1.20.0; run: pulumi up -C crds -s test",
      },
    );
    assert.doesNotThrow(() => {
      requireCrds({ partsWithCrds: onCluster("1.30.3", "v1.21.1"), missingCrds: [] });
    });
  });

  it("needs cert-manager's CRDs from others only where it has no cert-manager of its own", () => {
    const seldon = { controlPlaneTls: {} };
    assert.deepEqual(
      foreignCrds({ seldon }).map(({ name }) => name),
      ["certificates.cert-manager.io"],
    );
    assert.deepEqual(foreignCrds({ seldon, certManager: { acme: {} } }), []);
  });
});
