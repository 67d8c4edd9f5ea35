import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";

import type * as stackFiles from "../../commands/stack-file";
import { OtherCheckout } from "./other-checkout";

const secure = { secure: "v1:tracked:ciphertext" };
const apiServer = { cidrs: ["10.20.0.11/32"] };
const tracked = {
  encryptionsalt: "v1:tracked-salt",
  secretsprovider: "awskms://key",
  encryptedkey: "tracked-key",
  config: {
    "seldon-platform:environment": "prod",
    "seldon-platform:cluster": { context: "prod", kubeconfig: "~/prod", apiServer },
    "seldon-platform:registry": { host: "harbor.test", username: "robot$a" },
    "seldon-platform:registryPassword": secure,
    "seldon-platform:elsewhere": secure,
    "seldon-platform:block": { open: "kept", inner: secure },
    "seldon-platform:tenants": [{ name: "team-a" }],
  },
};

describe("the copy of a stack file that local runs use", function () {
  this.timeout("20s");
  const other = new OtherCheckout();
  const file = other.path("copy.yaml");
  let copyStackFile: typeof stackFiles.copyStackFile;
  before(async () => {
    ({ copyStackFile } = await other.load<typeof stackFiles>("commands/stack-file"));
  });
  beforeEach(() => {
    other.write("copy.yaml", "");
    other.write("Pulumi.prod.yaml", stringify(tracked));
  });
  after(() => {
    other.remove();
  });

  const passwords = ["registryPassword", "harborPassword", "authorityKey"].map(
    (key) => `seldon-platform:${key}`,
  );

  interface Copy {
    readonly [key: string]: unknown;
    readonly config: Readonly<Record<string, unknown>>;
  }
  const copy = (): [missing: string[], Copy] => {
    const place = { stack: "prod", file, kubeconfig: ".local/prod/kubeconfig", context: "local" };
    const { missing } = copyStackFile(place);
    return [missing, parse(readFileSync(file, "utf8")) as Copy];
  };

  it("holds none of the tracked secrets, nor anything to decrypt them with", () => {
    copy();
    assert.doesNotMatch(readFileSync(file, "utf8"), /tracked|secure|awskms/);
  });

  it("says which secrets it lacks, so that dummies can be set", () => {
    const [missing] = copy();
    assert.deepEqual(missing, passwords);
  });

  it("says the same of each login to a model store whose Secret the program makes", () => {
    const storage = [{ scheme: "s3" }, { scheme: "gs", existing: true }];
    const tenants = [{ name: "team-a", storage }, { name: "team-b" }, "team-c"];
    const held = { "team-a": { s3: { access_key_id: secure } } };
    const config = {
      ...tracked.config,
      "seldon-platform:tenants": tenants,
      "seldon-platform:storageCredentials": held,
    };
    other.write("Pulumi.prod.yaml", stringify({ ...tracked, config }));
    const login = "seldon-platform:storageCredentials.team-a.s3";
    const [missing, made] = copy();
    assert.deepEqual(missing.slice(3), [`${login}.access_key_id`, `${login}.secret_access_key`]);
    assert.ok(!("seldon-platform:storageCredentials" in made.config));

    const dummies = { "team-a": { s3: { access_key_id: secure, secret_access_key: secure } } };
    const before = { config: { "seldon-platform:storageCredentials": dummies } };
    writeFileSync(file, stringify(before));
    assert.deepEqual(copy()[0], passwords);
  });

  it("never takes a secret that somebody committed in plain", () => {
    const config = { ...tracked.config, "seldon-platform:registryPassword": "hunter2" };
    other.write("Pulumi.prod.yaml", stringify({ ...tracked, config }));
    copy();
    assert.doesNotMatch(readFileSync(file, "utf8"), /hunter2/);
  });

  it("points to the local cluster, and takes all the rest as it is", () => {
    const [, { config }] = copy();
    assert.deepEqual(config, {
      "seldon-platform:environment": "prod",
      "seldon-platform:cluster": {
        context: "local",
        kubeconfig: ".local/prod/kubeconfig",
        apiServer,
      },
      "seldon-platform:registry": { host: "harbor.test", username: "robot$a" },
      "seldon-platform:block": { open: "kept" },
      "seldon-platform:tenants": [{ name: "team-a" }],
    });
  });

  it("keeps the salt and the dummies that it has, and asks for none twice", () => {
    const dummy = { secure: "v1:local:dummy" };
    const dummies = Object.fromEntries(passwords.map((key) => [key, dummy]));
    const config = { ...dummies, "seldon-platform:old": 1 };
    writeFileSync(file, stringify({ encryptionsalt: "v1:local-salt", config }));
    const [missing, made] = copy();
    assert.deepEqual(missing, []);
    assert.equal(made["encryptionsalt"], "v1:local-salt");
    assert.deepEqual(made.config["seldon-platform:registryPassword"], dummy);
    assert.ok(!("seldon-platform:old" in made.config));
  });

  it("leaves a stack without a context without one, so that it is refused here as elsewhere", () => {
    for (const cluster of [{ apiServer }, { context: "", apiServer }, undefined]) {
      const config = { ...tracked.config, "seldon-platform:cluster": cluster };
      other.write("Pulumi.prod.yaml", stringify({ ...tracked, config }));
      const [, made] = copy();
      const found = made.config["seldon-platform:cluster"] as typeof cluster | null;
      assert.ok(!found?.context, JSON.stringify(found));
    }
  });

  it("leaves the tracked file as it is, byte for byte", () => {
    const before = readFileSync(other.path("Pulumi.prod.yaml"));
    copy();
    assert.deepEqual(readFileSync(other.path("Pulumi.prod.yaml")), before);
  });

  it("is for its owner alone", () => {
    other.write("copy.yaml", "");
    const fresh = `${file}.new`;
    copyStackFile({ stack: "prod", file: fresh, kubeconfig: "k", context: "c" });
    assert.equal(statSync(fresh).mode & 0o777, 0o600);
  });

  it("is refused for a stack that the checkout does not have, with the two files to write", () => {
    for (const stack of ["staging", "../prod", "Prod", ""])
      assert.throws(
        () => copyStackFile({ stack, file: `${file}.none`, kubeconfig: "k", context: "c" }),
        {
          message: `STACK=${stack}: there is no Pulumi.${stack}.yaml; write it after Pulumi.dev.yaml, with policy/site/${stack}.yaml beside it`,
        },
      );
    assert.ok(!existsSync(`${file}.none`));
  });

  it("is refused for a stack file that is no YAML, and names the file", () => {
    other.write("Pulumi.prod.yaml", "config: [");
    assert.throws(copy, ({ message }: Error) =>
      message.startsWith(`${other.path("Pulumi.prod.yaml")} is no YAML: `),
    );
  });
});
