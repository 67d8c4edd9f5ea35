import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { format } from "prettier";
import { parse } from "yaml";

import { reference } from "../../schema/reference";
import { stackFileSchema } from "../../schema/stack-file";

const root = join(__dirname, "../..");
const rewrite = process.env["GOLDEN"] === "rewrite";

describe("what is made from the schema", () => {
  const files: Record<string, () => Promise<string>> = {
    "schema/stack-file.schema.json": () =>
      format(JSON.stringify(stackFileSchema()), { parser: "json", printWidth: 100 }),
    "docs/reference.md": () => format(reference(), { parser: "markdown", printWidth: 100 }),
  };
  for (const [file, make] of Object.entries(files))
    it(`is up to date in ${file} (npm run schema writes it)`, async () => {
      const text = await make();
      if (rewrite) writeFileSync(join(root, file), text);
      assert.equal(readFileSync(join(root, file), "utf8"), text);
    });
});

describe("the schema for editors", () => {
  const validate = new Ajv2020({ strict: false, formats: { uri: true, email: true } }).compile(
    stackFileSchema(),
  );
  const stackFiles = readdirSync(root).filter((name) => /^Pulumi\..+\.yaml$/.test(name));
  const read = (name: string) => readFileSync(join(root, name), "utf8");
  const dev = parse(read("Pulumi.dev.yaml")) as { config: Record<string, unknown> };
  const withKey = (key: string, value: unknown) => ({
    ...dev,
    config: { ...dev.config, [key]: value },
  });

  for (const name of stackFiles)
    it(`accepts ${name}, which names it in its first line`, () => {
      assert.equal(validate(parse(read(name))), true, JSON.stringify(validate.errors));
      assert.equal(
        read(name).split("\n")[0],
        "# yaml-language-server: $schema=./schema/stack-file.schema.json",
      );
    });

  it("refuses a misspelt key of ours and leaves those of others alone", () => {
    assert.equal(validate(withKey("seldon-platform:tenant", [])), false);
    assert.equal(validate(withKey("kubernetes:context", "a")), true);
  });

  it("refuses a password in plain text and accepts an encrypted one", () => {
    assert.equal(validate(withKey("seldon-platform:registryPassword", "hunter2")), false);
    assert.equal(validate(withKey("seldon-platform:registryPassword", { secure: "v1:x" })), true);
  });

  it("refuses an unknown key of a tenant", () => {
    const tenants = (change: object) =>
      withKey("seldon-platform:tenants", [{ name: "a", ...change }]);
    assert.equal(validate(tenants({ retired: true })), false);
    assert.equal(validate(tenants({ retire: true })), true);
  });
});

describe("the reference page", () => {
  it("says of every key what it does", () => {
    const silent = reference()
      .split("\n")
      .filter((line) => line.endsWith("|  |"));
    assert.deepEqual(silent, []);
  });
});
