import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";

import * as pulumi from "@pulumi/pulumi";

type Values = Record<string, unknown>;

const load = createRequire(__filename);
const { RELEASE_OPTIONS, TYPED_INPUTS, releaseArguments } = load(
  "../../toolchain/plugins/cert-manager-release",
) as {
  RELEASE_OPTIONS: string[];
  TYPED_INPUTS: string[];
  releaseArguments: (inputs: Values) => Values;
};

const valuesOf = (inputs: Values): Values => releaseArguments(inputs)["values"] as Values;

const settled = <T>(output: pulumi.Input<T>): Promise<T> =>
  new Promise((resolve) => {
    pulumi.output(output).apply((value) => {
      resolve(value as T);
    });
  });

describe("the release behind a CertManager", () => {
  it("knows every input of the installed package, and no other", () => {
    const source = fs.readFileSync(load.resolve("@pulumi/kubernetes-cert-manager/certManager"));
    const inputs = [...source.toString().matchAll(/resourceInputs\["(\w+)"\] = args/g)];
    assert.deepEqual(
      [...TYPED_INPUTS, "helmOptions"].sort(),
      inputs.map((match) => match[1]).sort(),
    );
  });

  it("knows every option of the package's helmOptions but valueYamlFiles", () => {
    const types = load.resolve("@pulumi/kubernetes-cert-manager/types/input");
    const source = fs.readFileSync(types.replace(/\.js$/, ".d.ts"), "utf8");
    const release = /interface ReleaseArgs \{(.*?)\n\}/s.exec(source)?.[1] ?? "";
    const options = [...release.matchAll(/^ {4}(\w+)\?:/gm)].map((match) => match[1]);
    const own = ["chart", "repositoryOpts", "values", "valueYamlFiles"];
    assert.deepEqual([...RELEASE_OPTIONS, ...own].sort(), options.sort());
  });

  it("takes the public chart when the operator names none", () => {
    const release = releaseArguments({});
    assert.equal(release["chart"], "cert-manager");
    assert.deepEqual(release["repositoryOpts"], { repo: "https://charts.jetstack.io" });
    assert.deepEqual(release["values"], {});
  });

  it("takes the operator's chart, repository and options as they are", () => {
    const release = releaseArguments({
      helmOptions: {
        chart: "oci://harbor.example/charts/cert-manager",
        repositoryOpts: { repo: "", username: "robot" },
        namespace: "cert-manager",
        timeout: 0,
      },
    });
    assert.equal(release["chart"], "oci://harbor.example/charts/cert-manager");
    assert.deepEqual(release["repositoryOpts"], { repo: "", username: "robot" });
    assert.equal(release["namespace"], "cert-manager");
    assert.equal(release["timeout"], 0);
  });

  it("lets typed inputs win over the same keys of helmOptions.values, whole", () => {
    const values = { webhook: { replicaCount: 3, hostNetwork: true }, crds: { enabled: true } };
    assert.deepEqual(valuesOf({ webhook: { replicaCount: 1 }, helmOptions: { values } }), {
      webhook: { replicaCount: 1 },
      crds: { enabled: true },
    });
  });

  it("loses the key of a typed input that is not set, as the official component does", () => {
    const values = { webhook: { replicaCount: 3 }, imageRegistry: "harbor.example" };
    assert.deepEqual(valuesOf({ helmOptions: { values } }), { imageRegistry: "harbor.example" });
  });

  it("keeps neighbours of a secret plain, and merges into values that arrive later", async () => {
    const hidden = pulumi.secret("hush");
    const plain = valuesOf({ image: { tag: hidden }, helmOptions: { values: { crds: "on" } } });
    assert.equal(plain["crds"], "on");
    const release = releaseArguments({
      installCRDs: true,
      helmOptions: pulumi.secret({ chart: "late", values: { crds: "on", webhook: {} } }),
    });
    assert.equal(await settled(release["chart"]), "late");
    assert.deepEqual(await settled(release["values"]), { crds: "on", installCRDs: true });
    assert.equal(await pulumi.isSecret(release["values"] as pulumi.Output<Values>), true);
  });
});
