import assert from "node:assert/strict";

import type { ServerConfig as SeldonServerConfig } from "../../operator/custom-resources";
import { podsOf } from "../../operator/pods";
import { serverObjects } from "../../operator/server-objects";
import { Server } from "../../schema/server";
import { Seldon } from "../../schema/seldon";
import { serverObject } from "../../seldon/server";
import { serverConfig, type ServerSurroundings } from "../../seldon/server-config";
import { ownsServerConfig, serverConfigName } from "../../seldon/server-config-name";
import { fixedAgentVariables } from "../../seldon/agent-env";
import { images } from "../../versions";
import { differences, leavesOf } from "../charts/flatten";
import { complaintsOf } from "./real-crd";
import { realServerConfig } from "./real-setup";

const around: ServerSurroundings = {
  controllerNamespace: "seldon-system",
  images,
  settings: Seldon.parse({}),
};
const image = { path: "team-a/server", tag: "1.0" };
const parse = (change: object = {}) => Server.parse({ name: "a", ...change });
const of = (change: object = {}, others: Partial<ServerSurroundings> = {}) =>
  serverConfig("team-a", parse(change), { ...around, ...others });
const custom = { type: "custom", image, capabilities: ["own"] };
const container = (object: ReturnType<typeof of>, name: string) => {
  const found = object.spec.podSpec.containers.find((one) => one.name === name);
  assert.ok(found, `no container ${name}`);
  return found;
};
const variables = (object: ReturnType<typeof of>, name: string) =>
  Object.fromEntries(
    container(object, name).env.map((entry) => [entry.name, "value" in entry ? entry.value : "…"]),
  );

describe("a server's own ServerConfig", () => {
  const owning: [string, object, boolean][] = [
    ["a custom server", custom, true],
    ["a volume of its own", { modelVolume: {} }, true],
    ["a variable that MLServer's has already", { env: { MLSERVER_HTTP_PORT: "1" } }, true],
    [
      "a variable that the agent's has already",
      { agent: { env: { SELDON_LOG_LEVEL: "a" } } },
      true,
    ],
    ["a plain server", {}, false],
    ["an own build", { image }, false],
    ["a variable that is new", { env: { OWN: "1" }, agent: { env: { OWN: "1" } } }, false],
    ["a variable of the other type", { env: { SERVER_HTTP_PORT: "1" } }, false],
  ];
  for (const [title, change, own] of owning)
    it(`is ${own ? "" : "not "}made for ${title}`, () => {
      assert.equal(ownsServerConfig(parse(change)), own);
      assert.equal(serverConfigName("team-a", parse(change)), own ? "team-a.a" : "mlserver");
    });

  it("stands where Seldon looks, under a name that no two servers share", () => {
    assert.deepEqual(of(custom).metadata, { name: "team-a.a", namespace: "seldon-system" });
    const names = [
      serverConfigName("a", parse({ ...custom, name: "b-c" })),
      serverConfigName("a-b", parse({ ...custom, name: "c" })),
    ];
    assert.equal(new Set(names).size, 2);
  });

  it("pulls by the stack's registry, with its Secret", () => {
    const object = of(custom, { registry: { host: "harbor.test" }, pullSecret: "pull" });
    assert.deepEqual(object.spec.podSpec.imagePullSecrets, [{ name: "pull" }]);
    assert.deepEqual(
      object.spec.podSpec.containers.map((one) => one.image),
      [
        "harbor.test/seldonio/seldon-rclone:2.9.1",
        "harbor.test/seldonio/seldon-agent:2.9.1",
        "harbor.test/team-a/server:1.0",
      ],
    );
    assert.ok(!("imagePullSecrets" in of(custom).spec.podSpec));
  });

  it("has the volume that the server asks for, or the stack's", () => {
    const settings = Seldon.parse({ storage: { models: "7Gi", className: "slow" } });
    const claim = (change: object) => of(change, { settings }).spec.volumeClaimTemplates[0]?.spec;
    assert.deepEqual(claim({ modelVolume: { size: "20Gi", className: "fast" } }), {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "20Gi" } },
      storageClassName: "fast",
    });
    assert.deepEqual(claim(custom), {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "7Gi" } },
      storageClassName: "slow",
    });
    assert.ok(!("storageClassName" in (of(custom).spec.volumeClaimTemplates[0]?.spec ?? {})));
  });

  it("follows the stack's log level and control plane", () => {
    const settings = Seldon.parse({ logLevel: "warn", controlPlaneTls: { issuer: "ca" } });
    const object = of(custom, { settings });
    assert.equal(variables(object, "agent")["SELDON_LOG_LEVEL"], "warn");
    assert.equal(variables(object, "agent")["CONTROL_PLANE_SECURITY_PROTOCOL"], "SSL");
    assert.equal(variables(object, "rclone")["RCLONE_LOG_LEVEL"], "ERROR");
  });

  it("holds a variable that the server sets differently, once", () => {
    const object = of({
      env: { MLSERVER_MODEL_PARALLEL_WORKERS: "4", OWN: "1" },
      agent: { env: { SELDON_OVERCOMMIT_PERCENTAGE: "0" } },
    });
    assert.equal(variables(object, "mlserver")["MLSERVER_MODEL_PARALLEL_WORKERS"], "4");
    assert.equal(variables(object, "mlserver")["OWN"], "1");
    assert.equal(variables(object, "agent")["SELDON_OVERCOMMIT_PERCENTAGE"], "0");
    for (const { env } of object.spec.podSpec.containers)
      assert.equal(new Set(env.map(({ name }) => name)).size, env.length);
  });

  it("has every variable of the agent that a server may not set", () => {
    const names = Object.keys(variables(of(custom), "agent"));
    assert.deepEqual(
      fixedAgentVariables.filter((name) => !names.includes(name)),
      [],
    );
  });
});

/** Only read where the data plane is encrypted, empty, or read by nothing. */
const leftOut =
  /ENVOY_UPSTREAM|AGENT_TLS|MLSERVER_TRACING_SERVER|downstream-ca-certs|mountPath: "\/mnt\/certs"/;
/** What the chart tells MLServer's agent and not Triton's, a limit that it never has, and no hub for models. */
const added =
  /SELDON_SCHEDULER_TLS_PORT|SELDON_ENVOY_(HOST|PORT)|limits\.cpu|(HUB|TRANSFORMERS)_OFFLINE/;

describe("an own ServerConfig beside the one of Seldon's chart", () => {
  for (const type of ["mlserver", "triton"])
    it(`is the same field for field, for ${type}`, function () {
      const real = realServerConfig(this, type);
      const own = of({ type, modelVolume: {} });
      const renamed = { ...own, metadata: (real as unknown as typeof own).metadata };
      const leaves = (object: object) => leavesOf(JSON.stringify(object));
      const unexpected = differences(leaves(real), leaves(renamed)).filter(
        (line) => !(line.startsWith("-") ? leftOut : added).test(line),
      );
      assert.deepEqual(unexpected, []);
    });

  for (const [title, change] of Object.entries({ custom, triton: { type: "triton" } }))
    it(`is what the real CRD accepts: ${title}`, function () {
      assert.deepEqual(complaintsOf(this, "serverconfigs", of(change)), []);
    });

  it("makes pods together with its Server, of which the custom image is one container", () => {
    const server = parse({ ...custom, env: { MLSERVER_HTTP_PORT: "9000" } });
    const objects = serverObjects({
      version: "2.9.1",
      namespace: "team-a",
      serverConfig: serverConfig("team-a", server, around) as object as SeldonServerConfig,
      server: serverObject("team-a", server, undefined),
    });
    const [pod] = podsOf(objects);
    assert.deepEqual(
      pod?.spec.containers.map(({ name, image: pulled }) => [name, pulled]),
      [
        ["server", "docker.io/team-a/server:1.0"],
        ["agent", "docker.io/seldonio/seldon-agent:2.9.1"],
        ["rclone", "docker.io/seldonio/seldon-rclone:2.9.1"],
      ],
    );
    const agent = pod.spec.containers.find(({ name }) => name === "agent");
    const told = agent?.env?.find(({ name }) => name === "SELDON_SERVER_CAPABILITIES");
    assert.equal(told?.value, "own");
  });
});
