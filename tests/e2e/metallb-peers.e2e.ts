import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";

import { furtherCrds } from "../../cluster/crd-parts";
import { PartCrds } from "../../components/part-crds";
import { metalLbObjects } from "../../metallb/pools";
import { MetalLb } from "../../schema/metal-lb";
import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";
import { StandIn } from "../charts/stand-in";
import { ofKind, registered } from "../components/registered";
import { ClusterPlace } from "../toolchain/cluster-place";

const settings = MetalLb.parse({
  mode: "bgp",
  pools: [{ name: "main", addresses: ["10.20.0.0/24"] }],
  // The second number is no int32: such routers are what the field is as large for.
  peers: [
    { name: "near", address: "10.0.0.1", asn: 64500, myAsn: 64501 },
    { name: "far", address: "10.0.0.2", asn: 4200000000, myAsn: 4200000001 },
  ],
});
const namespace = "metallb-system";

const objects = metalLbObjects(settings).map((object) => ({
  ...object,
  metadata: { ...object.metadata, namespace },
}));

const crdType = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

/** CRDs as the crds project hands them to the API server. */
async function kept(crds: readonly object[]): Promise<object[]> {
  const [part] = furtherCrds({ metalLb: settings });
  assert.ok(part);
  const { name, chart, values } = part;
  const resources = await registered((opts) => {
    const args = { chartName: chart.name, namespace, chart: "metallb", values };
    new PartCrds(name, { ...args, version: chart.version }, opts);
  });
  const [transform] = ofKind(resources, "Chart")[0]?.opts.transforms ?? [];
  assert.ok(transform);
  return crds.map((props) => {
    const args = { custom: true, type: crdType, name: "any", props, opts: {} };
    return (transform(args) as pulumi.ResourceTransformResult).props;
  });
}

describe("routers of MetalLB, as the API server takes them", function () {
  this.timeout(120_000);
  const here = new ClusterPlace();
  let cluster = "";
  const kubectl = (args: string[], input: readonly object[] = []): string =>
    here.kubectl(cluster, args, input.map((object) => JSON.stringify(object)).join("\n---\n"));

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    await here.prepare();
  });
  // A CRD that is changed holds some moments later, and one that goes may take minutes: each test has its own.
  let tests = 0;
  beforeEach(async () => {
    cluster = `peers-${String(++tests)}`;
    await here.cluster(cluster, 0).start();
    kubectl(["create", "namespace", namespace]);
  });
  after(() => here.remove());

  /** What the API server takes, by name; throws with what it says of the others. */
  const taken = (crds: readonly object[]): string[] => {
    kubectl(["apply", "--server-side", "-f", "-"], crds);
    kubectl(["wait", "--for=condition=Established", "crd", "--all", "--timeout=30s"]);
    const apply = ["apply", "--server-side", "--dry-run=server", "-o", "name", "-f", "-"];
    return kubectl(apply, objects).trim().split("\n");
  };

  const sources = {
    "of the stand-in": () =>
      new StandIn("metallb").render({ speaker: { frr: { enabled: false } } }),
    "of MetalLB": (test: Mocha.Context) => realData(test, "metallb-0.15.3/rendered.yaml"),
  };
  for (const [whose, rendered] of Object.entries(sources))
    describe(`with the CRDs ${whose}`, () => {
      let crds: object[];
      before(function () {
        crds = objectsOf(rendered(this)).filter(({ kind }) => kind === "CustomResourceDefinition");
      });

      it("are refused as the chart has them: the maximum is too large for the format", () => {
        assert.throws(
          () => taken(crds),
          /BGPPeer\.metallb\.io "near" is invalid: .*Maximum boundary value must be of type integer with format int32/,
        );
      });

      it("are taken as the crds project has them, with numbers of two and of four bytes", async () => {
        assert.deepEqual(taken(await kept(crds)), [
          "ipaddresspool.metallb.io/main",
          "bgppeer.metallb.io/near",
          "bgppeer.metallb.io/far",
          "bgpadvertisement.metallb.io/pools",
        ]);
      });
    });
});
