import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkLive } from "../../../commands/check/live";
import type { ObjectRule } from "../../../policy/rule";
import { imagesComeFromHarbor } from "../../../policy/rules/images/images-come-from-harbor";
import { FakeApiServer, type Answers } from "./fake-api-server";

const pod = (namespace: string, image: string) => ({
  metadata: { name: "web", namespace, managedFields: [{ manager: "nginx:1" }] },
  spec: { containers: [{ name: "a", image }] },
  status: { containerStatuses: [{ image: "status.example/x:1" }] },
});
const list = (...items: object[]) => ({ kind: "List", metadata: {}, items });
const kind = (name: string, of: string, verbs = ["list", "get"]) => ({ name, kind: of, verbs });
const CLUSTER: Answers = {
  "/apis": {
    groups: [
      {
        name: "apps",
        versions: [{ groupVersion: "apps/v1" }, { groupVersion: "apps/v1beta1" }],
        preferredVersion: { groupVersion: "apps/v1" },
      },
      { name: "metrics.k8s.io", versions: [{ groupVersion: "metrics.k8s.io/v1" }] },
    ],
  },
  "/api/v1": {
    resources: [
      kind("pods", "Pod"),
      kind("pods/log", "Pod"),
      kind("secrets", "Secret"),
      kind("bindings", "Binding", ["create"]),
      kind("events", "Event"),
    ],
  },
  "/apis/apps/v1": { resources: [kind("deployments", "Deployment")] },
  "/apis/apps/v1beta1": { resources: [kind("deployments", "Deployment"), kind("olds", "Old")] },
  "/apis/metrics.k8s.io/v1": { resources: [kind("pods", "PodMetrics")] },
  "/api/v1/pods": list(pod("team", "harbor.local/x:1")),
  "/api/v1/secrets": list({ metadata: { name: "s", namespace: "team" }, data: { p: "c2VjcmV0" } }),
  "/apis/apps/v1/deployments": list(),
  "/apis/apps/v1beta1/olds": list(),
};

/** Keeps what it is shown. */
const seen: unknown[] = [];
const witness: ObjectRule = {
  ...imagesComeFromHarbor,
  name: "witness",
  scope: "object",
  check: (object) => {
    seen.push(object);
    return [];
  },
};

describe("check --live", () => {
  let folder: string;
  let server: FakeApiServer;
  let output: string;
  let problems: string;
  const run = async (answers: Answers = {}, context = "test", kubeconfig = "kubeconfig") => {
    server = await FakeApiServer.serve({ ...CLUSTER, ...answers });
    server.writeKubeconfig(join(folder, "kubeconfig"));
    [output, problems] = ["", ""];
    seen.length = 0;
    try {
      return await checkLive(
        {
          site: join(folder, "site"),
          format: "text",
          kubeconfig: join(folder, kubeconfig),
          context,
        },
        {
          stdin: () => "",
          stdout: (text) => (output += text),
          stderr: (text) => (problems += text),
        },
        [imagesComeFromHarbor, witness],
      );
    } finally {
      await server.stop();
    }
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "live-"));
    writeFileSync(
      join(folder, "site"),
      "environment: prod\nimageHosts: [harbor.local]\nnetwork: { platform: [a], foreign: [theirs], apiServer: { cidrs: [10.0.0.1/32] } }\n",
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("judges what the cluster of the named context holds, not that of the current one", async () => {
    assert.equal(await run(), 0);
    assert.match(output, /^2 objects judged, 0 violations/);
    assert.equal(await run({ "/api/v1/pods": list(pod("team", "nginx")) }), 1);
    assert.match(output, /^v1 Pod team\/web\n {2}spec\.containers\[0\]\.image: nginx/);
  });

  it("lists each kind once, in the preferred version, and nothing that comes and goes", async () => {
    await run();
    assert.deepEqual(
      server.asked.filter((path) => !Object.keys(CLUSTER).slice(0, 5).includes(path)),
      [
        "/api/v1/pods",
        "/api/v1/secrets as application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
        "/apis/apps/v1/deployments",
        "/apis/apps/v1beta1/olds",
      ],
    );
  });

  it("leaves out status and the server's notes, and what is in Secrets even if it is sent", async () => {
    await run();
    const text = JSON.stringify(seen);
    assert.doesNotMatch(text, /status|managedFields|c2VjcmV0/);
    assert.match(text, /"apiVersion":"v1","kind":"Secret"/);
  });

  it("reads lists that come in pages to their end", async () => {
    const page = { ...list(pod("team", "harbor.local/x:1")), metadata: { continue: "a b" } };
    const last = list(pod("team", "busybox"));
    assert.equal(await run({ "/api/v1/pods": page, "/api/v1/pods&continue=a%20b": last }), 1);
    assert.match(output, /^v1 Pod team\/web\n.*busybox/);
    assert.match(output, /3 objects judged/);
  });

  it("does not judge what lies in namespaces of others", async () => {
    const pods = list(pod("theirs", "nginx"), pod("kube-system", "nginx"));
    assert.equal(await run({ "/api/v1/pods": pods }), 0);
    assert.match(output, /^1 object judged/);
  });

  const unanswered: [string, Answers, RegExp][] = [
    [
      "a kind that may not be listed",
      { "/api/v1/pods": 403 },
      /^pods cannot be listed: the API server answers 403/,
    ],
    [
      "a group that does not answer",
      { "/apis/apps/v1": 503 },
      /^apps\/v1 cannot be listed: .* 503/,
    ],
    [
      "an answer that is no list",
      { "/api/v1/pods": {} },
      /^pods cannot be listed: the answer is no list/,
    ],
    ["no groups", { "/apis": 401 }, /^API groups cannot be listed: the API server answers 401/],
  ];
  for (const [what, answers, words] of unanswered)
    it(`ends with 2 on ${what}`, async () => {
      assert.equal(await run(answers), 2);
      assert.match(problems, words);
    });

  it("ends with 2 on a cluster that is not there, a context and a kubeconfig that are not", async () => {
    assert.equal(await run({}, "other"), 2);
    assert.match(problems, /API groups cannot be listed: no answer: ECONNREFUSED/);
    assert.equal(await run({}, "none"), 2);
    assert.match(problems, /--context none is not in .*\. Use one of: test, other\./);
    assert.equal(await run({}, "test", "nothing"), 2);
    assert.match(problems, /--kubeconfig .* does not exist/);
    writeFileSync(join(folder, "bad"), "token: !secret [");
    assert.equal(await run({}, "test", "bad"), 2);
    assert.doesNotMatch(problems, /secret/);
  });
});
