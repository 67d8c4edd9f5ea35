import assert from "node:assert/strict";
import { parse } from "yaml";
import { reportPreview, type PreviewFinding } from "../../../commands/check/preview";

const TEXT = `config:
  seldon-platform:registry:
    host: harbor.example
  seldon-platform:tenants:
    - name: team
`;
const place = {
  stack: "prod",
  stackFile: { file: "Pulumi.prod.yaml", text: TEXT },
  environment: "prod",
  problems: [],
} as const;
const sha256 = "0".repeat(64);
const waived = { owner: "me", reason: "until then", until: "2031-05-28" };

const finding = (change: Partial<PreviewFinding> = {}): PreviewFinding => ({
  urn: "urn:pulumi:prod::seldon-platform::seldon-platform:components:Tenant$kubernetes:core/v1:Pod::team-web",
  rule: "pods-fetch-nothing",
  object: { apiVersion: "v1", kind: "Pod", namespace: "team", name: "web" },
  isResource: false,
  path: "spec",
  message: "is wrong",
  remedy: "Mend it.",
  line: "spec of v1 Pod team/web: is wrong. Mend it.",
  advice: false,
  fingerprint: sha256,
  ...change,
});

describe("the report of a preview", () => {
  it("names the URN, the key and its line, in each format", () => {
    const sarif = JSON.parse(reportPreview([finding()], "sarif", place)) as {
      runs: {
        results: {
          locations: {
            physicalLocation: object;
            logicalLocations: { fullyQualifiedName: string }[];
          }[];
        }[];
      }[];
    };
    const [location] = sarif.runs[0]?.results[0]?.locations ?? [];
    assert.deepEqual(location?.physicalLocation, {
      artifactLocation: { uri: "Pulumi.prod.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 5, startColumn: 7 },
    });
    assert.equal(
      location.logicalLocations[0]?.fullyQualifiedName,
      `${finding().urn}: ${finding().path}`,
    );
    assert.match(
      reportPreview([finding()], "github", place),
      /^::error file=Pulumi\.prod\.yaml,line=5,col=7,title=pods-fetch-nothing::.*Made by seldon-platform:tenants\[0\] of Pulumi\.prod\.yaml\.\n$/,
    );
    assert.match(reportPreview([finding()], "junit", place), /<failure type="pods-fetch-nothing"/);
  });

  it("points to the file's first line where no key is known", () => {
    const told = reportPreview([finding({ urn: "", advice: true })], "github", place);
    assert.match(told, /^::notice file=Pulumi\.prod\.yaml,line=1,col=1,title=/);
  });

  it("is JSON with all that the gate knows of a finding, and what made its object", () => {
    const { problems, findings } = JSON.parse(
      reportPreview([finding({ advice: true, waived })], "json", { ...place, problems: ["Odd."] }),
    ) as { problems: string[]; findings: object[] };
    assert.deepEqual(problems, ["Odd."]);
    const madeBy = { file: "Pulumi.prod.yaml", key: "seldon-platform:tenants[0]", line: 5 };
    const all = { ...finding({ advice: true, waived }), line: undefined, isResource: undefined };
    assert.deepEqual(findings, [JSON.parse(JSON.stringify({ ...all, madeBy }))]);
  });

  it("says in each format who answers for what is waived", () => {
    const one = [finding({ advice: true, waived })];
    const said = /Waived until 2031-05-28 by me: until then/;
    assert.match(reportPreview(one, "github", place), said);
    assert.match(reportPreview(one, "junit", place), /<skipped message="Waived until/);
    assert.match(reportPreview(one, "sarif", place), /"suppressions": \[/);
  });

  it("says in each format that something else went wrong", () => {
    const odd = { ...place, problems: ["The engine failed."] };
    assert.match(reportPreview([], "github", odd), /^::error .*The engine failed/);
    assert.match(reportPreview([], "junit", odd), /errors="1"/);
    assert.match(reportPreview([], "sarif", odd), /"executionSuccessful": false/);
  });

  it("names an object in a waiver by what it is, and a resource by its URN", () => {
    const entries = parse(
      reportPreview([finding(), finding({ isResource: true })], "waivers", place),
    ) as object[];
    const empty = { path: "spec", sha256, owner: "", reason: "", until: "" };
    const rule = "pods-fetch-nothing";
    assert.deepEqual(entries, [
      { rule, object: "v1/Pod/team/web", stack: "prod", ...empty },
      { rule, object: finding().urn, ...empty },
    ]);
  });
});
