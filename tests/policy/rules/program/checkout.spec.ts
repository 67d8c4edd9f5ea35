import assert from "node:assert/strict";
import { resolve } from "node:path";
import { checkoutFiles } from "../../../../policy/crossguard/checkout-files";
import { judgeCheckout } from "../../../../policy/judge-program";
import { RULES } from "../../../../policy/rules/all";
import { PROD } from "../../objects";

const check = (rule: string, files: Readonly<Record<string, string>>): string[] =>
  judgeCheckout(
    RULES.filter(({ name }) => name === rule),
    new Map(Object.entries(files)),
    PROD,
  ).map(({ object, path, message }) => `${object.name} ${path}: ${message}`);

const locked = (entry: object) =>
  JSON.stringify({ packages: { "": {}, "node_modules/a": { version: "1.0.0", ...entry } } });
const integrity = "sha512-AA==";

const cases: Record<
  string,
  { refused: [string, string, string][]; accepted: [string, string, string][] }
> = {
  "backend-is-ours": {
    refused: [
      ["a backend of others", "Pulumi.yaml", "backend: { url: https://api.example }"],
      ["a bucket in the cloud", "Pulumi.yaml", "backend: { url: s3://state }"],
      [
        "a bucket at an endpoint outside",
        "Pulumi.yaml",
        "backend: { url: 's3://state?endpoint=s3.example' }",
      ],
      [
        "a bucket with two endpoints",
        "Pulumi.yaml",
        "backend: { url: 's3://s?endpoint=minio&endpoint=x.example' }",
      ],
      ["a backend that cannot be read", "Pulumi.yml", "backend: { url: [x] }"],
      [
        "a plugin from elsewhere",
        "Pulumi.yaml",
        "plugins: { providers: [{ name: x, path: ../../x }] }",
      ],
      [
        "a plugin above the checkout",
        "crds/Pulumi.yaml",
        "plugins: { analyzers: [{ name: x, path: ../x/../../y }] }",
      ],
      ["a package from git", "crds/Pulumi.yaml", "packages: { x: code.example/team/x@v1 }"],
      ["a key in the cloud", "Pulumi.prod.yaml", "secretsprovider: awskms://alias/x"],
      [
        "a key of a vault that no file names",
        "Pulumi.prod.yaml",
        "secretsprovider: hashivault://x",
      ],
      ["a key that came from a cloud", "Pulumi.prod.yaml", "encryptedkey: AAAA"],
      ["values of a service", "Pulumi.prod.yaml", "environment: [shared]"],
      ["a password in plain", "Pulumi.prod.yaml", "config: { 'p:registryPassword': hunter2 }"],
      [
        "a token in plain, deep inside",
        "Pulumi.prod.yaml",
        "config: { 'p:a': [{ b: { token: hunter2 } }] }",
      ],
      ["what is no YAML", "Pulumi.prod.yaml", "a: ["],
    ],
    accepted: [
      ["a folder", "Pulumi.yaml", "backend: { url: file:///srv/state }"],
      [
        "a bucket inside",
        "Pulumi.yaml",
        "backend: { url: 's3://state?endpoint=minio.model-store.svc:9000&region=x' }",
      ],
      [
        "the passphrase and encrypted values",
        "Pulumi.prod.yaml",
        "secretsprovider: passphrase\nencryptionsalt: v1\nconfig: { 'p:registryPassword': { secure: AAAA }, 'p:secretName': x }",
      ],
      [
        "a plugin of the checkout",
        "Pulumi.yaml",
        "plugins: { providers: [{ name: harbor, path: ./harbor }] }",
      ],
      [
        "a plugin beside a project's folder",
        "crds/Pulumi.yaml",
        "plugins: { analyzers: [{ name: policy-plain-node, path: ../policy }] }",
      ],
    ],
  },
  "lock-file-is-plain": {
    refused: [
      [
        "a package from git",
        "package-lock.json",
        locked({ integrity, resolved: "git+ssh://git@code.example/a#1" }),
      ],
      [
        "a package from a registry of others",
        "package-lock.json",
        locked({ integrity, resolved: "https://npm.example/a.tgz" }),
      ],
      ["a package without a digest", "package-lock.json", locked({})],
      ["a package with a weak digest", "package-lock.json", locked({ integrity: "sha1-AA==" })],
      ["a folder in place of a package", "package-lock.json", locked({ link: true })],
      [
        "a script at installation",
        "package-lock.json",
        locked({ integrity, hasInstallScript: true }),
      ],
      ["a lock without packages", "package-lock.json", "{}"],
      [
        "a dependency by its address",
        "package.json",
        '{"dependencies":{"a":"https://code.example/a.tgz"}}',
      ],
      ["a dependency of any version", "package.json", '{"devDependencies":{"a":"^1.0.0"}}'],
      ["a script of our own at installation", "package.json", '{"scripts":{"postinstall":"x"}}'],
      ["a registry of others", ".npmrc", "registry=https://npm.example/"],
      ["a registry of others for a scope", ".npmrc", "@a:registry = https://npm.example/"],
      ["a proxy outside", ".npmrc", "https-proxy=http://proxy.example:3128"],
      ["a token in plain", ".npmrc", "//npm.mlops.internal/:_authToken=hunter2"],
      ["certificates that nobody checks", ".npmrc", "strict-ssl=false"],
    ],
    accepted: [
      [
        "an archive at a host of the site",
        "package-lock.json",
        locked({ integrity, resolved: "https://harbor.mlops.internal/npm/a-1.0.0.tgz" }),
      ],
      [
        "one exact version",
        "package.json",
        '{"dependencies":{"a":"1.0.0"},"scripts":{"test":"x"}}',
      ],
      [
        "a registry of the site, with a token of the machine",
        ".npmrc",
        "registry=https://harbor.mlops.internal/npm/\n//harbor.mlops.internal/:_authToken=${TOKEN}\n; words\nfund=false",
      ],
    ],
  },
  "charts-render-the-same": {
    refused: [
      [
        "objects that are looked up",
        "charts/a/templates/x.yaml",
        '{{- $x := lookup "v1" "Secret" "a" "b" }}',
      ],
      [
        "a password that is drawn",
        "charts/a/templates/_x.tpl",
        "{{ .Values.p | default (randAlphaNum 8) }}",
      ],
      ["a certificate that is made", "charts/a/templates/x.yaml", '{{ $ca := genCA "x" 3650 }}'],
      [
        "a question to a name server",
        "charts/a/templates/x.yaml",
        '{{ getHostByName "x.example" }}',
      ],
      [
        "a chart of any version",
        "charts/lock.json",
        `{"charts":{"a":{"version":"1.x","sha256":"${"a".repeat(64)}"}}}`,
      ],
      ["a chart without a digest", "charts/lock.json", '{"charts":{"a":{"version":"1.0.0"}}}'],
    ],
    accepted: [
      [
        "values with such names",
        "charts/a/templates/x.yaml",
        "{{ .Values.now }} {{ $lookup }} now {{/* lookup x */}}",
      ],
      [
        "what the cluster knows",
        "charts/a/templates/x.yaml",
        '{{ if .Capabilities.APIVersions.Has "a/v1" }}{{ end }}',
      ],
      [
        "a locked chart",
        "charts/lock.json",
        `{"charts":{"a":{"version":"v1.0.0","sha256":"${"a".repeat(64)}"}}}`,
      ],
    ],
  },
};

for (const [rule, { refused, accepted }] of Object.entries(cases))
  describe(rule, () => {
    for (const [what, file, text] of refused)
      it(`refuses ${what}, and quotes nothing of it`, () => {
        const found = check(rule, { [file]: text, "README.md": text });
        assert.equal(found.length, 1, found.join("\n"));
        assert.ok(found[0]?.startsWith(`${file} `));
        assert.doesNotMatch(found[0] ?? "", /hunter2|\.example/);
      });
    for (const [what, file, text] of accepted)
      it(`accepts ${what}`, () => {
        assert.deepEqual(check(rule, { [file]: text }), []);
      });
  });

describe("the checkout itself", () => {
  it("holds what the rules on checkouts ask", () => {
    const folder = checkoutFiles(resolve(__dirname, "../../../.."));
    for (const name of ["Pulumi.yaml", "Pulumi.prod.yaml", "crds/Pulumi.yaml", "package-lock.json"])
      assert.ok(folder.has(name), name);
    assert.ok([...folder.keys()].some((name) => name.startsWith("charts/base/templates/")));
    assert.deepEqual(judgeCheckout(RULES, folder, PROD), []);
  });
});
