import assert from "node:assert/strict";

import { differences, type Leaves } from "../charts/flatten";
import { metalLbDifferences, notAllowedOfMetalLb } from "../charts/metallb-differences";
import {
  crdDifferences,
  crdsAmong,
  leavesBesideCrds,
  openPlaces,
  plainFrame,
} from "../charts/platform-crds";
import { realData } from "../charts/real-data";
import { StandIn } from "../charts/stand-in";

const standIn = new StandIn("metallb", { name: "metallb", namespace: "metallb-system" });

const l2 = { speaker: { frr: { enabled: false } }, frrk8s: { enabled: false } };

const speaker = "DaemonSet/metallb-speaker.spec.template.spec";
const controller = "Deployment/metallb-controller.spec.template.spec";

describe("the MetalLB stand-in beside MetalLB's chart", function () {
  this.timeout("1m");
  let stream: string;
  let real: Leaves;

  before(function () {
    stream = realData(this, "metallb-0.15.3/rendered.yaml");
    real = leavesBesideCrds(stream);
  });

  const linesWith = (values: object): string[] =>
    differences(real, leavesBesideCrds(standIn.render(values)));
  const changes = (values: object): string[] => notAllowedOfMetalLb(linesWith(values));

  it("renders the same objects by default, but for the differences that are allowed", () => {
    assert.deepEqual(changes({}), []);
  });

  it("makes use of each difference that is allowed, and never adds or changes", () => {
    const lines = linesWith({});
    for (const { line, reason } of metalLbDifferences)
      assert.ok(
        lines.some((found) => line.test(found)),
        `${line.source} (${reason}) allows nothing: remove it`,
      );
    assert.deepEqual(
      lines.filter((line) => line.startsWith("+")),
      [],
    );
  });

  it("takes FRR out for l2, and touches nothing else", () => {
    const lines = changes(l2);
    const ofFrr =
      /\[frr|\[(cp-)?reloader|\[cp-|\[metrics\]|FRR_|METALLB_BGP_TYPE|frr-startup|shareProcessNamespace/;
    assert.ok(lines.length > 0);
    assert.deepEqual(
      lines.filter((line) => !line.startsWith("- ") || !ofFrr.test(line)),
      [],
    );
    assert.doesNotMatch(standIn.render({ ...l2, crds: { enabled: false } }), /frr(?!k8s)/i);
  });

  it("takes its images from another registry, and changes nothing else", () => {
    const image = (name: string) => ({
      image: { repository: `harbor.test/metallb/${name}`, tag: "1" },
    });
    const moved = (path: string, from: string, to: string) => [
      `- ${path}: "${from}"`,
      `+ ${path}: "${to}"`,
    ];
    assert.deepEqual(
      changes({ controller: image("controller"), speaker: image("speaker") }).sort(),
      [
        ...moved(
          `${controller}.containers[controller].image`,
          "quay.io/metallb/controller:v0.15.3",
          "harbor.test/metallb/controller:1",
        ),
        ...[
          "containers[speaker]",
          "initContainers[cp-metrics]",
          "initContainers[cp-reloader]",
        ].flatMap((container) =>
          moved(
            `${speaker}.${container}.image`,
            "quay.io/metallb/speaker:v0.15.3",
            "harbor.test/metallb/speaker:1",
          ),
        ),
      ].sort(),
    );
  });

  it("hands imagePullSecrets to the controller and the speaker", () => {
    assert.deepEqual(changes({ imagePullSecrets: [{ name: "harbor" }] }), [
      `+ ${speaker}.imagePullSecrets[harbor].name: "harbor"`,
      `+ ${controller}.imagePullSecrets[harbor].name: "harbor"`,
    ]);
  });

  it("leaves out the CRDs when they are off, and nothing else", () => {
    const rendered = standIn.render({ crds: { enabled: false } });
    assert.equal(crdsAmong(rendered).size, 0);
    assert.deepEqual(notAllowedOfMetalLb(differences(real, leavesBesideCrds(rendered))), []);
  });

  it("has the same nine CRDs, of the same names, scope, versions and columns", () => {
    const [ours, theirs] = [crdsAmong(standIn.render()), crdsAmong(stream)];
    assert.equal(ours.size, 9);
    assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
    for (const [name, crd] of theirs)
      assert.deepEqual(plainFrame(ours.get(name) ?? crd), plainFrame(crd), name);
  });

  it("takes the same fields in them, and is open only in kinds that the program makes none of", () => {
    const [ours, theirs] = [crdsAmong(standIn.render()), crdsAmong(stream)];
    for (const [name, crd] of ours)
      assert.deepEqual(crdDifferences(crd, theirs.get(name)), [], name);
    // Of BGPPeer the old version, which is served beside the new one.
    assert.deepEqual(openPlaces(ours), [
      "bfdprofiles",
      "bgppeers",
      "communities",
      "configurationstates",
      "servicebgpstatuses",
      "servicel2statuses",
    ]);
  });
});
