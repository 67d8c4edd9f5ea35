import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { check, type CheckOptions } from "../../commands/check";
import { imagesComeFromHarbor } from "../../policy/rules/images/images-come-from-harbor";
import { networkRules } from "../../policy/rules/network/all";
import { deployment } from "./objects";

const deny = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "deny", namespace: "team" },
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
};
const web = (image: string) => deployment({ containers: [{ image }] });
const GOOD = `# a comment alone\n---\n${stringify(deny)}---\n${stringify(web("harbor.local/x:1"))}`;

describe("check", () => {
  let folder: string;
  let output: { stdout: string; stderr: string };
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const run = (
    paths: string[],
    format: CheckOptions["format"] = "text",
    stdin = "",
    site = join(folder, "site.cfg"),
  ) => {
    output = { stdout: "", stderr: "" };
    return check(
      paths,
      { site, format },
      {
        stdin: () => stdin,
        stdout: (text) => (output.stdout += text),
        stderr: (text) => (output.stderr += text),
      },
      // What the other rules say of these objects is theirs to test.
      [imagesComeFromHarbor, ...networkRules],
    );
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "check-"));
    file(
      "site.cfg",
      "environment: prod\nimageHosts: [harbor.local]\nnetwork: { platform: [seldon-system], apiServer: { cidrs: [10.20.0.11/32] } }\n",
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("accepts clean objects in a file, a folder and a stream", () => {
    const path = file("in/deep/a.yaml", GOOD);
    assert.deepEqual([run([path]), run([join(folder, "in")]), run(["-"], "text", GOOD)], [0, 0, 0]);
    assert.equal(output.stdout, "2 objects judged, 0 violations. Nothing to do.\n");
  });

  it("reports the object, the field and the remedy, and ends with 1", () => {
    assert.equal(run(["-"], "text", `${stringify(deny)}---\n${stringify(web("nginx"))}`), 1);
    assert.match(
      output.stdout,
      /^apps\/v1 Deployment team\/web\n {2}spec\.template\.spec\.containers\[0\]\.image: nginx names no host .*\[images-come-from-harbor\]\n {4}Mirror it/,
    );
    assert.match(output.stdout, /2 objects judged, 1 violation\. Mend them/);
  });

  it("reads JSON files and Lists, in folders at any depth, through links, and ends in a loop of links", () => {
    file(
      "in/a/list.json",
      JSON.stringify({ apiVersion: "v1", kind: "List", items: [deny, web("nginx")] }),
    );
    file("in/b.yml", stringify({ ...web("busybox"), metadata: { name: "b", namespace: "team" } }));
    file("in/README.md", "image: nginx");
    symlinkSync(join(folder, "in"), join(folder, "in/a/loop"));
    assert.equal(run([join(folder, "in")], "json"), 1);
    const { objects, findings } = JSON.parse(output.stdout) as {
      objects: number;
      findings: { rule: string }[];
    };
    assert.equal(objects, 3);
    assert.equal(findings.length, 2);
  });

  const dangling = {
    ...deny,
    metadata: { name: "more", namespace: "team" },
    spec: { podSelector: { matchLabels: { app: "gone" } }, policyTypes: ["Ingress"] },
  };

  it("prints advice apart, and ends with 0 when there is nothing else", () => {
    assert.equal(run(["-"], "text", `${GOOD}---\n${stringify(dangling)}`), 0);
    assert.match(
      output.stdout,
      /^Advice, which stops nothing:\n\nnetworking\.k8s\.io\/v1 NetworkPolicy team\/more\n {2}spec\.podSelector: NET-DANGLING/,
    );
    assert.match(
      output.stdout,
      /3 objects judged, 0 violations, 1 by way of advice\. Nothing to do\./,
    );
  });

  const bad: [string, () => number, RegExp][] = [
    ["a file that is no YAML", () => run([file("a.yaml", "a: [")]), /a\.yaml is not YAML/],
    [
      "a key written twice",
      () => run(["-"], "text", `${GOOD}kind: Pod\n`),
      /stdin is not YAML: a key is written twice/,
    ],
    [
      "one bad document among good ones",
      () => run(["-"], "text", `${GOOD}---\n"`),
      /Nothing of that document/,
    ],
    ["a path that does not exist", () => run([join(folder, "none")]), /none does not exist/],
    ["a folder without objects", () => run([folder]), /holds no object/],
    ["an empty stream", () => run(["-"], "text", "---\n"), /- holds no object/],
    [
      "a list of nothing, as kubectl prints where it finds nothing",
      () => run(["-"], "text", "apiVersion: v1\nkind: List\nitems: []\n"),
      /- holds no object/,
    ],
    [
      "a site file that does not exist",
      () => run(["-"], "text", GOOD, "nowhere"),
      /--site nowhere does not exist/,
    ],
    [
      "a site file with a typo",
      () => run(["-"], "text", GOOD, file("s", "enviroment: prod")),
      /s cannot be used/,
    ],
  ];
  for (const [what, act, words] of bad)
    it(`ends with 2 on ${what}`, () => {
      assert.equal(act(), 2);
      assert.match(output.stderr, words);
    });

  it("speaks to other programs of the line, and of what cannot be read", () => {
    const text = `${GOOD}---\n${stringify(web("nginx"))}---\na: [`;
    const path = file("in/a.yaml", text);
    const line = text.split("\n").findIndex((each) => each.endsWith("image: nginx")) + 1;
    assert.equal(run([path], "github"), 2);
    const [problem, violation] = output.stdout.split("\n");
    assert.match(problem ?? "", /^::error title=input cannot be judged::.*a\.yaml is not YAML/);
    assert.match(
      violation ?? "",
      new RegExp(
        `^::error file=.*/in/a\\.yaml,line=${line},col=\\d+,title=images-come-from-harbor::apps/v1 `,
      ),
    );
    assert.equal(run([path], "junit"), 2);
    assert.match(output.stdout, /<testsuite name="input" tests="1" failures="0" errors="1">/);
    assert.equal(run([path], "sarif"), 2);
    assert.match(output.stdout, new RegExp(`"startLine": ${line},`));
  });

  it("ends with 0 and 1 in each format alike", () => {
    for (const format of ["text", "json", "sarif", "junit", "github"] as const) {
      assert.equal(run(["-"], format, GOOD), 0, format);
      assert.equal(run(["-"], format, `${GOOD}---\n${stringify(web("nginx"))}`), 1, format);
    }
  });

  it("refuses a document that is no Kubernetes object", () => {
    assert.equal(run(["-"], "text", `${GOOD}---\nreplicas: 1\n`), 1);
    assert.match(output.stdout, /kind is missing or not readable/);
  });

  it("says the same of the same input, byte for byte", () => {
    const text = `${stringify(web("nginx"))}---\n${stringify(web("busybox"))}`;
    run(["-"], "json", text);
    const { stdout } = output;
    run(["-"], "json", text);
    assert.equal(output.stdout, stdout);
  });
});
