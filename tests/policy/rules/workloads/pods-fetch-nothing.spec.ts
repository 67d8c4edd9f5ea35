import assert from "node:assert/strict";
import { deployment, DEV, findingsOf, seldon } from "../../objects";

const RULE = "pods-fetch-nothing";
const BAD = ["sh", "-c", "curl https://evil.example"];
const told = (document: object) => findingsOf(RULE, [document]).map(({ path }) => path);
const web = (container: object) => deployment({ containers: [{ name: "web", ...container }] });

describe(RULE, () => {
  it("tells tool, host, place and remedy", () => {
    const [finding] = findingsOf(RULE, [web({ command: BAD })]);
    assert.equal(
      finding?.message,
      "runs curl, which fetches from the host evil.example, which is outside",
    );
    assert.equal(finding.path, "spec.template.spec.containers[0].command");
    assert.match(finding.remedy, /^Bake it into the image/);
  });

  it("says so where the host cannot be read", () => {
    const [finding] = findingsOf(RULE, [web({ args: ["pip", "install", "numpy"] })]);
    assert.match(
      finding?.message ?? "",
      /runs pip, which fetches from a place that cannot be read/,
    );
    assert.equal(finding?.path, "spec.template.spec.containers[0].args");
  });

  it("takes the image's name for the program where there is no command", () => {
    const fetching = (image: string, ...args: string[]) => told(web({ image, args })).length;
    assert.equal(fetching("harbor.mlops.internal/tools/curl:8.1.0", "evil.example"), 1);
    assert.equal(fetching("harbor.mlops.internal/tools/alpine:3.1", "wget", "evil.example"), 1);
    assert.equal(fetching("harbor.mlops.internal/tools/curl:8.1.0", "files.team.svc"), 0);
    assert.equal(fetching("harbor.mlops.internal/tools/serve:8.1.0", "evil.example"), 0);
  });

  const handlers = {
    "lifecycle.postStart": { lifecycle: { postStart: { exec: { command: BAD } } } },
    "lifecycle.preStop": { lifecycle: { preStop: { exec: { command: BAD } } } },
    livenessProbe: { livenessProbe: { exec: { command: BAD } } },
    readinessProbe: { readinessProbe: { exec: { command: BAD } } },
    startupProbe: { startupProbe: { exec: { command: BAD } } },
  };
  for (const [at, container] of Object.entries(handlers))
    it(`reads ${at}`, () => {
      assert.deepEqual(told(web(container)), [
        `spec.template.spec.containers[0].${at}.exec.command`,
      ]);
    });

  it("reads containers of every sort, and pods in custom resources", () => {
    for (const list of ["initContainers", "ephemeralContainers"])
      assert.equal(told(deployment({ [list]: [{ name: "a", command: BAD }] })).length, 1);
    const podSpec = { containers: [{ name: "a", command: BAD }] };
    assert.deepEqual(told(seldon("Server", { podSpec })), ["spec.podSpec.containers[0].command"]);
  });

  for (const host of ["localhost:8080", "minio", "minio.team", "files.other.svc", "127.0.0.1"])
    it(`lets a container ask ${host}`, () => {
      assert.deepEqual(told(web({ command: ["sh", "-c", `curl -f http://${host}/x`] })), []);
    });

  it("lets packages come from an index inside", () => {
    const command = "pip install --index-url http://pypi.tools.svc/simple numpy";
    assert.deepEqual(told(web({ command: ["sh", "-c", command] })), []);
  });

  it("is advice in dev, which may have the internet", () => {
    assert.deepEqual(
      findingsOf(RULE, [web({ command: BAD })], DEV).map(({ advice }) => advice),
      [true],
    );
  });

  it("reads past what is no list", () => {
    assert.deepEqual(told(web({ command: null, args: 1, lifecycle: null })), []);
    assert.deepEqual(told(deployment({ containers: null })), []);
  });
});
