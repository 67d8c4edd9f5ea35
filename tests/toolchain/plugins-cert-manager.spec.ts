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

  it("leaves the chart's default where a typed input is not set, on every level", () => {
    const webhook = {
      replicaCount: 3,
      timeoutSeconds: null,
      image: { tag: "v1", digest: undefined },
    };
    assert.deepEqual(valuesOf({ webhook, cainjector: undefined }), {
      webhook: { replicaCount: 3, image: { tag: "v1" } },
    });
    assert.deepEqual(valuesOf({ extraArgs: [], podLabels: {} }), { extraArgs: [], podLabels: {} });
  });

  it("takes an empty repository for none, and an absent one for the public one", () => {
    const repositoryOf = (helmOptions: Values) =>
      releaseArguments({ helmOptions })["repositoryOpts"];
    assert.deepEqual(repositoryOf({ repositoryOpts: { repo: "" } }), { repo: "" });
    assert.deepEqual(repositoryOf({ repositoryOpts: { username: "robot" } }), {
      username: "robot",
      repo: "https://charts.jetstack.io",
    });
  });

  it("passes a secret on where the component's input may be one, and keeps its neighbours plain", async () => {
    const tag = pulumi.secret("hush");
    const values = valuesOf({ image: { tag }, helmOptions: { values: { crds: "on" } } });
    assert.equal(values["crds"], "on");
    const image = values["image"] as { tag: pulumi.Output<string> };
    assert.equal(await pulumi.isSecret(image.tag), true);
  });

  it("refuses a secret or late value where the component has a plain one", () => {
    const late = pulumi.secret("hush");
    const sentence = (place: string) => ({
      message: `${place} is secret or known only after an update, and the component takes nothing but a plain value there. Give it a plain value.`,
    });
    for (const [inputs, place] of [
      [{ replicaCount: late }, "replicaCount"],
      [{ extraArgs: ["--v=2", late] }, "extraArgs.1"],
      [{ helmOptions: late }, "helmOptions"],
      [{ helmOptions: { values: late } }, "helmOptions.values"],
      [{ helmOptions: { values: { a: { b: late } } } }, "helmOptions.values.a.b"],
    ] as [Values, string][])
      assert.throws(() => releaseArguments(inputs), sentence(place));
    releaseArguments({ helmOptions: { chart: late, repositoryOpts: { password: late } } });
  });
});
