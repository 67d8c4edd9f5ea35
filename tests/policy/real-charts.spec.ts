import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { DEV, findingsOf, PROD } from "./objects";

const data = process.env.SHARED_DATA ?? resolve(__dirname, "../../../shared/data");

const SELDON =
  "seldonv2-controller seldon-scheduler seldon-envoy seldon-modelgateway seldon-pipelinegateway seldon-dataflow-engine seldon-hodometer seldon-agent seldon-rclone";

describe("the rules, on what the real charts render", function () {
  this.timeout(30_000);
  before(function () {
    if (existsSync(data)) return;
    console.log(`    no rendered charts at ${data}; set SHARED_DATA to a folder that has them`);
    this.skip();
  });

  const render = (file: string): unknown[] =>
    parseAllDocuments(readFileSync(join(data, file), "utf8"), { logLevel: "silent" })
      .map((document) => document.toJS() as unknown)
      .filter((document) => document !== null);
  const images = (file: string, site = PROD) =>
    findingsOf("images-come-from-harbor", render(file), site);
  const named = (file: string) =>
    [...new Set(images(file).map(({ message }) => message.split(" comes from ")[0] ?? ""))].sort();

  it("find nothing wrong with Seldon's images where their own hosts are allowed", () => {
    assert.deepEqual(images("seldon-2.9.1/setup.rendered.yaml", DEV), []);
  });

  it("find exactly Seldon's eleven images where only Harbor is allowed", () => {
    const expected = SELDON.split(" ").map((name) => `docker.io/seldonio/${name}:2.9.1`);
    assert.deepEqual(
      named("seldon-2.9.1/setup.rendered.yaml"),
      [
        ...expected,
        "docker.io/seldonio/mlserver:1.7.1",
        "nvcr.io/nvidia/tritonserver:23.03-py3",
      ].sort(),
    );
  });

  for (const chart of ["crds", "runtime", "servers"])
    it(`find no image in Seldon's ${chart} chart`, () => {
      assert.deepEqual(images(`seldon-2.9.1/${chart}.rendered.yaml`), []);
    });

  const others: [string, string[]][] = [
    ["istio-1.30.3/base", []],
    ["istio-1.30.3/gateway", []],
    ["istio-1.30.3/cni", ["registry.istio.io/testing/install-cni:latest"]],
    [
      "metallb-0.15.3/",
      [
        "quay.io/frrouting/frr:10.4.1",
        "quay.io/metallb/controller:v0.15.3",
        "quay.io/metallb/speaker:v0.15.3",
      ],
    ],
    [
      "cert-manager-1.21.1/",
      ["acmesolver", "cainjector", "controller", "startupapicheck", "webhook"].map(
        (name) => `quay.io/jetstack/cert-manager-${name}:v1.21.1`,
      ),
    ],
  ];
  for (const [chart, expected] of others)
    it(`find the true images of ${chart.replace(/\/$/, "")}, and nothing else`, () => {
      const file = `${chart}${chart.endsWith("/") ? "" : "."}rendered.yaml`;
      assert.deepEqual(named(file), expected);
    });

  it("find istiod's image, its hub in both ConfigMaps, and the one literal image of its templates", () => {
    const places = images("istio-1.30.3/istiod.rendered.yaml").map(
      ({ object, path }) => `${object.name} ${path}`,
    );
    assert.deepEqual(places.sort(), [
      "istio-sidecar-injector data.config > templates.grpc-simple",
      "istio-sidecar-injector data.values > global.hub",
      "istiod spec.template.spec.containers[0].image",
      "values data.merged-values > global.hub",
    ]);
  });

  const charts = ["base", "istiod", "cni", "gateway"].map((name) => `istio-1.30.3/${name}`);
  for (const chart of [...charts, "metallb-0.15.3/", "cert-manager-1.21.1/"])
    it(`know of each object of ${chart.replace(/\/$/, "")} whether it lies in a namespace`, () => {
      const file = `${chart}${chart.endsWith("/") ? "" : "."}rendered.yaml`;
      const homeless = findingsOf("namespaces-deny-by-default", render(file))
        .filter(({ path }) => path === "metadata.namespace")
        .map(({ object }) => `${object.kind} ${object.name}`);
      assert.deepEqual(homeless, []);
    });

  it("refuse the runtime chart's hodometer in prod, and the address that it reports to", () => {
    const found = (file: string) =>
      findingsOf("hodometer-off-in-prod", render(file)).map(({ path }) => path);
    assert.deepEqual(found("seldon-2.9.1/runtime.rendered.yaml"), ["spec.overrides[0].replicas"]);
    assert.match(
      found("seldon-2.9.1/setup.rendered.yaml").join(),
      /^spec\.components\[3\]\.podSpec\.containers\[0\]\.env\[\d+\]\.value$/,
    );
  });
});
