import assert from "node:assert/strict";

import { differences, type Leaves } from "../charts/flatten";
import { leavesBesideCrds } from "../charts/platform-crds";
import { realData } from "../charts/real-data";
import { StandIn } from "../charts/stand-in";

const standIn = new StandIn("cert-manager", { name: "cert-manager", namespace: "cert-manager" });

const paths = (lines: readonly string[], sign: "+" | "-"): string[] =>
  lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(2));

describe("the cert-manager stand-in beside cert-manager's chart", function () {
  this.timeout("1m");
  let stream: string;
  let real: Leaves;

  before(function () {
    stream = realData(this, "cert-manager-1.21.1/rendered.yaml");
    real = leavesBesideCrds(stream);
  });

  const changes = (values: object): string[] =>
    differences(real, leavesBesideCrds(standIn.render(values)));

  it("renders the same objects by default, the hooks of the start-up check included", () => {
    assert.deepEqual(changes({}), []);
  });

  it("takes all five images from another registry, the solver's in an argument", () => {
    const lines = changes({ imageRegistry: "harbor.test/mirror" });
    assert.equal(paths(lines, "-").length, 5);
    assert.deepEqual(
      paths(lines, "+"),
      paths(lines, "-").map((path) => path.replace("quay.io/", "harbor.test/mirror/")),
    );
  });

  it("hands pull secrets to its service accounts, and to the pods of the start-up check alone", () => {
    const secret = 'imagePullSecrets[harbor].name: "harbor"';
    assert.deepEqual(changes({ global: { imagePullSecrets: [{ name: "harbor" }] } }), [
      `+ Job/cert-manager-startupapicheck.spec.template.spec.${secret}`,
      ...["-cainjector", "-startupapicheck", "-webhook", ""].map(
        (suffix) => `+ ServiceAccount/cert-manager${suffix}.${secret}`,
      ),
    ]);
  });

  it("keeps out of kube-system when told where to elect leaders", () => {
    const lines = changes({ global: { leaderElection: { namespace: "cert-manager" } } });
    assert.equal(paths(lines, "-").length, 6);
    assert.deepEqual(
      paths(lines, "+"),
      paths(lines, "-").map((path) => path.replace("kube-system", "cert-manager")),
    );
  });

  it("drops the start-up check with all that it has", () => {
    const lines = changes({ startupapicheck: { enabled: false } });
    assert.deepEqual(paths(lines, "+"), []);
    const kinds = new Set(lines.map((line) => line.replace(/^- (\w+)\/([^.]+)\..*$/, "$1/$2")));
    assert.deepEqual([...kinds].sort(), [
      "Job/cert-manager-startupapicheck",
      "Role/cert-manager-startupapicheck:create-cert",
      "RoleBinding/cert-manager-startupapicheck:create-cert",
      "ServiceAccount/cert-manager-startupapicheck",
    ]);
  });

  it("gives each component its own replicas, and a budget of one pod that stays", () => {
    const budget = { podDisruptionBudget: { enabled: true } };
    const lines = changes({
      replicaCount: 2,
      ...budget,
      webhook: { replicaCount: 3, ...budget },
      cainjector: { replicaCount: 2, ...budget },
    });
    assert.deepEqual(
      lines.filter((line) => /replicas|minAvailable/.test(line)),
      [
        "+ Deployment/cert-manager-cainjector.spec.replicas: 2",
        "+ Deployment/cert-manager-webhook.spec.replicas: 3",
        "+ Deployment/cert-manager.spec.replicas: 2",
        ...["-cainjector", "-webhook", ""].map(
          (suffix) => `+ PodDisruptionBudget/cert-manager${suffix}.spec.minAvailable: 1`,
        ),
        "- Deployment/cert-manager-cainjector.spec.replicas: 1",
        "- Deployment/cert-manager-webhook.spec.replicas: 1",
        "- Deployment/cert-manager.spec.replicas: 1",
      ],
    );
  });

  it("shows no metrics when they are off, though the controller's port stays open", () => {
    const lines = changes({ prometheus: { enabled: false } });
    assert.ok(lines.some((line) => line.includes("--metrics-listen-address=0")));
    assert.deepEqual(
      paths(lines, "-").filter((path) =>
        path.startsWith("Deployment/cert-manager.spec.template.spec"),
      ),
      [],
    );
  });
});
