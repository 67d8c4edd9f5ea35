import assert from "node:assert/strict";

import { podsOf } from "../../operator/pods";
import { readBack } from "../../operator/read-back";
import { serverObjects } from "../../operator/server-objects";
import { Server } from "../../schema/server";
import { containerSecurity } from "../../seldon/container-security";
import { scales, serverObject } from "../../seldon/server";
import { complaintsOf } from "./real-crd";
import { realServerConfig } from "./real-setup";

const registry = { host: "harbor.test", prefix: "mirror" };
const image = { path: "team-a/server", tag: "1.0" };
const parse = (change: object = {}) => Server.parse({ name: "a", ...change });
const of = (change: object = {}) => serverObject("team-a", parse(change), registry);
const container = (object: ReturnType<typeof of>, name: string) => {
  const found = object.spec.podSpec.containers.find((one) => one.name === name);
  assert.ok(found, `no container ${name}`);
  return found as Readonly<Record<string, unknown>> & typeof found;
};

const everything = {
  type: "triton",
  image,
  capabilities: ["triton"],
  extraCapabilities: ["onnx"],
  minReplicas: 2,
  maxReplicas: 4,
  resources: { requests: { cpu: "1000m", memory: "4Gi" }, limits: { cpu: 4 } },
  agentResources: { limits: { memory: "0.5Gi" } },
  gpu: { count: 2 },
  nodeSelector: { "example.test/pool": "gpu" },
  tolerations: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
  env: { OWN: "1" },
  agent: { env: { AGENT_OWN: "2" }, args: ["--inference-host=127.0.0.1"] },
  disableAutoUpdate: true,
};

describe("a Server", () => {
  it("is made from its type's ServerConfig, and says itself what it can do", () => {
    const { metadata, spec } = of();
    assert.deepEqual(metadata, { name: "a", namespace: "team-a" });
    assert.equal(spec.serverConfig, "mlserver");
    assert.ok(spec.capabilities?.includes("sklearn"));
    assert.equal(of({ type: "triton" }).spec.serverConfig, "triton");
  });

  it("can do what its own list says, and what is added, each once", () => {
    const change = { capabilities: ["a", "b"], extraCapabilities: ["b", "c"] };
    assert.deepEqual(of(change).spec.capabilities, ["a", "b", "c"]);
    assert.equal(of({ extraCapabilities: ["own"] }).spec.capabilities?.at(-1), "own");
  });

  it("leaves to a ServerConfig made by others what it can do, and adds to it", () => {
    const { spec } = of({ serverConfig: "theirs", extraCapabilities: ["own"] });
    assert.equal(spec.serverConfig, "theirs");
    assert.deepEqual(
      [spec.capabilities, "extraCapabilities" in spec && spec.extraCapabilities],
      [undefined, ["own"]],
    );
    const { spec: told } = of({ serverConfig: "theirs", capabilities: ["a"] });
    assert.deepEqual(told.capabilities, ["a"]);
  });

  const counts: [object, [number, number, number], boolean][] = [
    [{}, [1, 1, 1], false],
    [{ replicas: 3 }, [3, 3, 3], false],
    [{ minReplicas: 2, maxReplicas: 4 }, [2, 2, 4], true],
    [{ replicas: 3, minReplicas: 2, maxReplicas: 4 }, [3, 2, 4], true],
    [{ minReplicas: 2, maxReplicas: 2 }, [2, 2, 2], false],
  ];
  for (const [change, expected, free] of counts)
    it(`says all three numbers, and ${free ? "is" : "is not"} scaled, given ${JSON.stringify(change)}`, () => {
      const { replicas, minReplicas, maxReplicas } = of(change).spec;
      assert.deepEqual([replicas, minReplicas, maxReplicas], expected);
      assert.equal(scales(parse(change)), free);
    });

  it("gives each container complete resources and what Pod Security restricted demands", () => {
    const { containers } = of().spec.podSpec;
    assert.deepEqual(
      containers.map(({ name }) => name),
      ["mlserver", "agent", "rclone"],
    );
    for (const { resources, securityContext } of containers) {
      assert.deepEqual(Object.keys(resources.requests), ["cpu", "memory"]);
      assert.deepEqual(Object.keys(resources.limits), ["cpu", "memory"]);
      assert.deepEqual(securityContext, containerSecurity);
    }
  });

  it("starts from the requests and memory limits of the chart's own ServerConfig", function () {
    for (const type of ["mlserver", "triton"]) {
      const { containers } = realServerConfig(this, type).spec.podSpec as {
        containers: { name: string; resources: { requests: object; limits: { memory: string } } }[];
      };
      for (const { name, resources } of containers) {
        const ours = container(of({ type }), name).resources;
        assert.deepEqual(ours.requests, resources.requests, name);
        assert.equal(ours.limits.memory, resources.limits.memory, name);
      }
    }
  });

  it("passes on all that the stack file has", () => {
    const object = of(everything);
    assert.equal(object.spec.disableAutoUpdate, true);
    assert.deepEqual(container(object, "triton"), {
      name: "triton",
      image: "harbor.test/mirror/team-a/server:1.0",
      resources: {
        requests: { cpu: "1", memory: "4Gi", "nvidia.com/gpu": "2" },
        limits: { cpu: "4", memory: "4Gi", "nvidia.com/gpu": "2" },
      },
      securityContext: containerSecurity,
      env: [{ name: "OWN", value: "1" }],
    });
    assert.deepEqual(container(object, "agent")["args"], ["--inference-host=127.0.0.1"]);
    assert.deepEqual(container(object, "agent")["env"], [{ name: "AGENT_OWN", value: "2" }]);
    assert.deepEqual(container(object, "agent").resources.requests, {
      cpu: "200m",
      memory: "512Mi",
    });
    assert.deepEqual(object.spec.podSpec.nodeSelector, { "example.test/pool": "gpu" });
    assert.deepEqual(object.spec.podSpec.tolerations, [
      { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
    ]);
  });

  it("takes an own build from docker.io where a stack has no registry", () => {
    const [server] = serverObject("team-a", parse({ image }), undefined).spec.podSpec.containers;
    assert.equal((server as { image?: string }).image, "docker.io/team-a/server:1.0");
  });
});

describe("a Server in Seldon's hands", () => {
  for (const [title, change] of Object.entries({ least: {}, everything })) {
    it(`is what the real CRD accepts, without a field that it does not know: ${title}`, function () {
      assert.deepEqual(complaintsOf(this, "servers", of(change)), []);
    });

    it(`comes back as it was when the operator writes it: ${title}`, () => {
      const { spec } = of(change);
      assert.deepEqual(readBack(spec, "spec"), JSON.parse(JSON.stringify(spec)));
    });
  }

  it("makes pods of three containers, limited, restricted, and with no variable twice", function () {
    for (const change of [{}, everything, { env: { OWN: "1" } }]) {
      const { type } = parse(change);
      const objects = serverObjects({
        version: "2.9.1",
        namespace: "team-a",
        serverConfig: realServerConfig(this, type),
        server: of(change),
      });
      const [pod] = podsOf(objects);
      assert.equal(pod?.spec.containers.length, 3);
      for (const { name, resources, securityContext, env = [] } of pod.spec.containers) {
        assert.deepEqual(securityContext, containerSecurity, name);
        assert.ok(resources.limits?.["cpu"] && resources.limits["memory"], name);
        assert.ok(resources.requests?.["cpu"] && resources.requests["memory"], name);
        assert.equal(new Set(env.map((entry) => entry.name)).size, env.length, name);
      }
    }
  });
});
