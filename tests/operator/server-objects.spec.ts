import assert from "node:assert/strict";

import { claimsOf } from "../../operator/claims";
import { podsOf } from "../../operator/pods";
import { serverObjects } from "../../operator/server-objects";
import { UnknownOperatorVersion } from "../../operator/unknown-operator-version";
import { made, runtimeOf, serverOf, statefulSetOf } from "./made";

describe("what the operator makes of a server", () => {
  it("is refused for a version without a recording", () => {
    const input = {
      version: "2.10.2",
      namespace: "team-a",
      serverConfig: { metadata: {}, spec: { podSpec: {} } },
      server: { metadata: { name: "ml" }, spec: {} },
    };
    assert.throws(() => serverObjects(input), UnknownOperatorVersion);
    assert.equal(serverObjects({ ...input, version: "2.9.1" }).length, 2);
  });

  it("is one replica when nothing is said, and none when that is said", () => {
    assert.equal(statefulSetOf(serverOf({})).spec.replicas, 1);
    assert.deepEqual(
      serverOf({ replicas: 0 }).map(({ kind }) => kind),
      ["StatefulSet"],
    );
  });

  it("has a headless Service for each replica", () => {
    const objects = serverOf({ replicas: 2 });
    const { metadata, spec } = made(objects, "Service", "ml-1");
    assert.equal(spec.clusterIP, "None");
    assert.deepEqual(
      spec.ports.map(({ port, targetPort }) => [port, targetPort]),
      [
        [9000, "http"],
        [9500, "grpc"],
        [9005, undefined],
      ],
    );
    assert.deepEqual(spec.selector, { "statefulset.kubernetes.io/pod-name": "ml-1" });
    assert.equal(metadata.labels?.["seldon-server-replica"], "ml");
    made(objects, "Service", "ml-0");
  });

  it("keeps its own name label against those of Server and ServerConfig", () => {
    const labels = { "app.kubernetes.io/name": "mine", team: "a" };
    const objects = serverObjects({
      version: "2.9.1",
      namespace: "team-a",
      serverConfig: { metadata: { labels: { team: "b", tier: "x" } }, spec: { podSpec: {} } },
      server: { metadata: { name: "ml", labels }, spec: {} },
    });
    const { metadata, spec } = statefulSetOf(objects);
    const expected = { "app.kubernetes.io/name": "seldon-server", team: "a", tier: "x" };
    assert.deepEqual(metadata.labels, expected);
    assert.deepEqual(spec.template.metadata.labels, { ...expected, "seldon-server-name": "ml" });
  });

  it("advertises the ServerConfig's capabilities, the server's own, or both", () => {
    const advertised = (spec: Parameters<typeof serverOf>[0]): string | undefined =>
      statefulSetOf(serverOf(spec)).spec.template.spec.containers[0]?.env?.[0]?.value;
    assert.equal(advertised({}), "a,b");
    assert.equal(advertised({ capabilities: ["c", "d"] }), "c,d");
    assert.equal(advertised({ extraCapabilities: ["c"] }), "a,b,c");
    assert.equal(advertised({ capabilities: ["d"], extraCapabilities: ["c"] }), "d");
  });

  it("says what becomes of claims only where the server does", () => {
    const policy = { whenDeleted: "Delete", whenScaled: "Retain" };
    const field = "statefulSetPersistentVolumeClaimRetentionPolicy";
    assert.equal("persistentVolumeClaimRetentionPolicy" in statefulSetOf(serverOf({})).spec, false);
    const { spec } = statefulSetOf(serverOf({ [field]: policy }));
    assert.deepEqual(spec.persistentVolumeClaimRetentionPolicy, policy);
  });
});

describe("the pods of workloads", () => {
  it("are named and labelled by replica for a StatefulSet, with their claims as volumes", () => {
    const pods = podsOf(serverOf({ replicas: 2 }));
    assert.equal(pods.length, 2);
    const { metadata, spec } = pods[1] ?? assert.fail();
    assert.deepEqual(metadata, {
      name: "ml-1",
      namespace: "team-a",
      labels: {
        "app.kubernetes.io/name": "seldon-server",
        "seldon-server-name": "ml",
        "statefulset.kubernetes.io/pod-name": "ml-1",
        "apps.kubernetes.io/pod-index": "1",
      },
    });
    assert.deepEqual(spec.volumes, [
      { name: "models", persistentVolumeClaim: { claimName: "models-ml-1" } },
      { name: "other", emptyDir: {} },
    ]);
  });

  it("have their claim in place of a volume of the same name", () => {
    const pods = podsOf(serverOf({ podSpec: { volumes: [{ name: "models", emptyDir: {} }] } }));
    assert.deepEqual(
      pods[0]?.spec.volumes?.map(({ name }) => name),
      ["models", "other"],
    );
  });

  it("are as many as a Deployment's replicas, with the beginning of a name", () => {
    const pods = podsOf(runtimeOf([{ name: "hodometer" }], [{ name: "hodometer", replicas: 2 }]));
    assert.deepEqual(
      pods.map(({ metadata }) => "generateName" in metadata && metadata.generateName),
      ["hodometer-", "hodometer-"],
    );
    assert.deepEqual(podsOf(runtimeOf([{ name: "x" }], [{ name: "x", replicas: 0 }])), []);
  });

  it("run as the default account unless another one is named", () => {
    const account = (podSpec: object): string | undefined =>
      podsOf(runtimeOf([{ name: "x", podSpec }]))[0]?.spec.serviceAccountName;
    assert.equal(account({}), "default");
    assert.equal(account({ serviceAccountName: "mine" }), "mine");
  });
});

describe("the claims of workloads", () => {
  it("are one per template and replica, with the set's selector as labels", () => {
    const claims = claimsOf(serverOf({ replicas: 2 }));
    assert.deepEqual(
      claims.map(({ metadata }) => metadata.name),
      ["models-ml-0", "models-ml-1"],
    );
    assert.deepEqual(claims[0]?.metadata.labels, { "seldon-server-name": "ml" });
    assert.deepEqual(claims[0].spec, { resources: { requests: { storage: "1Gi" } } });
  });

  it("are none for Deployments", () => {
    assert.deepEqual(claimsOf(runtimeOf([{ name: "seldon-envoy" }])), []);
  });
});
