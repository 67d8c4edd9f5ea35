import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";

import { hardenSeldonObjects } from "../../components/seldon-transforms";
import { differences, leavesOf, objectsOf, type KubernetesObject } from "../charts/flatten";
import { realData } from "../charts/real-data";

type Props = Readonly<Record<string, unknown>>;

const deployment = "kubernetes:apps/v1:Deployment";
const seldonConfig = "kubernetes:mlops.seldon.io/v1alpha1:SeldonConfig";
const serverConfig = "kubernetes:mlops.seldon.io/v1alpha1:ServerConfig";

function harden(
  hodometer: boolean,
  type: string,
  props: Props,
  storageClass?: string,
): pulumi.ResourceTransformResult | undefined {
  const transform = hardenSeldonObjects({ hodometer, storageClass });
  const opts = { protect: true };
  const given = structuredClone(props);
  const result = transform({ custom: true, type, name: "any", props, opts });
  assert.deepEqual(props, given, "what comes in is not to be changed");
  return result as pulumi.ResourceTransformResult | undefined;
}

const env = (...names: string[]) => names.map((name) => ({ name, value: "http://a.test" }));
const configWith = (component: object, config: object = {}) => ({
  kind: "SeldonConfig",
  spec: { components: [component], config },
});
const podOf = (...containers: object[]) => ({ podSpec: { containers } });

describe("the hardening of Seldon's objects", () => {
  it("meets Pod Security restricted in every container of a Deployment", () => {
    const containers = [
      { name: "a", image: "i" },
      { name: "b", securityContext: { runAsUser: 7 } },
    ];
    const props = { kind: "Deployment", spec: { replicas: 1, template: { spec: { containers } } } };
    const security = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    };
    assert.deepEqual(harden(false, deployment, props), {
      props: {
        kind: "Deployment",
        spec: {
          replicas: 1,
          template: {
            spec: {
              containers: [
                { name: "a", image: "i", securityContext: security },
                { name: "b", securityContext: { runAsUser: 7, ...security } },
              ],
            },
          },
        },
      },
      opts: { protect: true },
    });
  });

  it("overrules a container that asks for more", () => {
    const containers = [
      { securityContext: { allowPrivilegeEscalation: true, runAsNonRoot: false } },
    ];
    const result = harden(true, deployment, { spec: { template: { spec: { containers } } } });
    assert.doesNotMatch(
      JSON.stringify(result),
      /"allowPrivilegeEscalation":true|"runAsNonRoot":false/,
    );
  });

  it("empties the list of anonymous storage secrets, with hodometer on and off", () => {
    for (const hodometer of [true, false]) {
      const rclone = { config_secrets: ["seldon-rclone-gs-public"], other: 1 };
      const config = { agentConfig: { rclone, level: 2 }, kafkaConfig: {} };
      const result = harden(hodometer, seldonConfig, configWith({ name: "x", ...podOf() }, config));
      assert.deepEqual((result?.props as ReturnType<typeof configWith>).spec.config, {
        agentConfig: { rclone: { config_secrets: [], other: 1 }, level: 2 },
        kafkaConfig: {},
      });
    }
  });

  it("writes an empty list where the chart names no secret, so that a newer chart adds none", () => {
    const result = harden(true, seldonConfig, configWith({ name: "x", ...podOf() }));
    assert.deepEqual((result?.props as ReturnType<typeof configWith>).spec.config, {
      agentConfig: { rclone: { config_secrets: [] } },
    });
  });

  it("empties hodometer's addresses, and no other value of it, where telemetry is off", () => {
    const names = ["PUBLISH_URL", "PUBLISH_URLS", "EXTRA_PUBLISH_URLS", "SCHEDULER_HOST"];
    const hodometer = { name: "hodometer", ...podOf({ env: env(...names) }) };
    const values = (on: boolean) => {
      const { props } = harden(on, seldonConfig, configWith(hodometer)) ?? { props: {} };
      const { components } = (props as { spec: { components: (typeof hodometer)[] } }).spec;
      const [container] = components[0]?.podSpec.containers ?? [];
      return (container as { env: { value: string }[] }).env.map(({ value }) => value);
    };
    assert.deepEqual(values(false), ["", "", "", "http://a.test"]);
    assert.deepEqual(values(true), Array(4).fill("http://a.test"));
  });

  it("leaves it to each runtime how much hodometer counts", () => {
    const hodometer = { name: "hodometer", ...podOf({ env: env("METRICS_LEVEL", "LOG_LEVEL") }) };
    for (const on of [true, false])
      assert.doesNotMatch(
        JSON.stringify(harden(on, seldonConfig, configWith(hodometer))),
        /METRICS_LEVEL/,
      );
  });

  describe("where a stack names a storage class", () => {
    const volumeClaimTemplates = [{ name: "v", spec: { accessModes: ["ReadWriteOnce"] } }];
    const claimed = [
      { name: "v", spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast" } },
    ];

    it("writes it into the claims of components and model servers", () => {
      const component = { name: "seldon-scheduler", ...podOf(), volumeClaimTemplates };
      const config = harden(true, seldonConfig, configWith(component), "fast");
      const { components } = (config?.props as ReturnType<typeof configWith>).spec;
      assert.deepEqual(components, [{ ...component, volumeClaimTemplates: claimed }]);
      const spec = { ...podOf(), volumeClaimTemplates };
      const server = harden(true, serverConfig, { kind: "ServerConfig", spec }, "fast");
      assert.deepEqual(server?.props, {
        kind: "ServerConfig",
        spec: { ...podOf(), volumeClaimTemplates: claimed },
      });
    });

    it("adds no claim to what has none", () => {
      const component = { name: "seldon-envoy", ...podOf() };
      const config = harden(true, seldonConfig, configWith(component), "fast");
      const { components } = (config?.props as ReturnType<typeof configWith>).spec;
      assert.deepEqual(components, [component]);
    });
  });

  it("leaves a component of another name alone, whatever its variables are called", () => {
    const component = { name: "seldon-envoy", ...podOf({ env: env("PUBLISH_URL") }) };
    const result = harden(false, seldonConfig, configWith(component));
    const { components } = (result?.props as ReturnType<typeof configWith>).spec;
    assert.deepEqual(components, [component]);
  });

  it("keeps model servers from asking a hub, and adds nothing to what runs beside them", () => {
    const [agent, rclone] = [{ name: "agent", env: env("A") }, { name: "rclone" }];
    const spec = podOf(rclone, agent, { name: "mlserver", env: env("B") });
    const { props } = harden(true, serverConfig, { spec }) ?? {};
    const offline = [
      { name: "HF_HUB_OFFLINE", value: "1" },
      { name: "TRANSFORMERS_OFFLINE", value: "1" },
    ];
    assert.deepEqual(props, {
      spec: podOf(rclone, agent, { name: "mlserver", env: [...env("B"), ...offline] }),
    });
  });

  const untouched = ["helm.sh/v4:Chart", "apps/v1:StatefulSet"];
  for (const type of untouched)
    it(`passes ${type} as it is, since a touched chart loses its outputs`, () => {
      assert.equal(harden(false, `kubernetes:${type}`, { spec: {} }), undefined);
    });
});

describe("the hardening of what Seldon's chart really renders", () => {
  let rendered: KubernetesObject[];
  before(function () {
    rendered = objectsOf(realData(this, "seldon-2.9.1/setup.rendered.yaml"));
  });

  /** The leaves that change, over all objects. */
  const changes = (hodometer: boolean): string[] =>
    rendered.flatMap((object) => {
      const { apiVersion, kind } = object as KubernetesObject & { apiVersion: string };
      const type = `kubernetes:${apiVersion}:${kind}`;
      const result = harden(hodometer, type, object as unknown as Props);
      const leaves = (value: object) => leavesOf(JSON.stringify(value));
      return differences(leaves(object), leaves((result?.props as object | undefined) ?? object));
    });

  const manager =
    "Deployment/seldon-v2-controller-manager.spec.template.spec.containers[manager].securityContext";
  const secrets = "SeldonConfig/default.spec.config.agentConfig.rclone.config_secrets";
  const hodometerEnv =
    "SeldonConfig/default.spec.components[hodometer].podSpec.containers[hodometer].env";
  const always = [
    `+ ${manager}.capabilities.drop[0]: "ALL"`,
    `+ ${manager}.runAsNonRoot: true`,
    `+ ${manager}.seccompProfile.type: "RuntimeDefault"`,
    `+ ${secrets}: []`,
    `- ${secrets}[0]: "seldon-rclone-gs-public"`,
    `- ${hodometerEnv}[METRICS_LEVEL].name: "METRICS_LEVEL"`,
    `- ${hodometerEnv}[METRICS_LEVEL].value: "feature"`,
    ...["mlserver", "triton"].flatMap((server) =>
      ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"].flatMap((name) => {
        const at = `ServerConfig/${server}.spec.podSpec.containers[${server}].env[${name}]`;
        return [`+ ${at}.name: "${name}"`, `+ ${at}.value: "1"`];
      }),
    ),
  ];
  const url = `${hodometerEnv}[PUBLISH_URL].value`;

  it("adds container security and the offline switches, empties the secrets, and changes nothing else", () => {
    assert.deepEqual(changes(true).sort(), always.sort());
  });

  it("empties the one address of telemetry as well where that is off", () => {
    const lines = changes(false);
    assert.deepEqual(lines.filter((line) => !line.includes(url)).sort(), always.sort());
    const [before, after] = lines
      .filter((line) => line.includes(url))
      .sort()
      .reverse();
    assert.match(before ?? "", /^- .*: "http:\/\/hodometer\.seldon\.io"$/);
    assert.equal(after, `+ ${url}: ""`);
  });
});
