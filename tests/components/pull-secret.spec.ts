import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { PullSecret, type PullSecretArgs } from "../../components/pull-secret";
import { setupValues } from "../../components/seldon-values";
import { Seldon } from "../../schema/seldon";
import { images } from "../../versions";
import { ofKind, registered, tree, unwrap, type Registered } from "./registered";

const args = {
  namespace: "team-a",
  host: "harbor.test:8443",
  username: "robot$seldon-platform+pull",
  password: "p$w+d/=:ü",
};

const secretFor = async (change: Partial<PullSecretArgs> = {}): Promise<Registered> => {
  const resources = await registered((opts) => {
    new PullSecret("pull", { ...args, ...change }, opts);
  });
  const [secret, ...rest] = ofKind(resources, "Secret");
  assert.ok(secret && rest.length === 0);
  return secret;
};

interface DockerConfig {
  readonly auths: Readonly<Record<string, { username: string; password: string; auth: string }>>;
}

const decode = (text: string): string => Buffer.from(text, "base64").toString("utf8");

function dockerConfigOf({ inputs }: Registered): DockerConfig {
  const data = unwrap(inputs["data"]).value as Record<string, string>;
  return JSON.parse(decode(data[".dockerconfigjson"] ?? "")) as DockerConfig;
}

describe("a pull secret", () => {
  it("is one Secret, in the namespace it is for", async () => {
    const resources = await registered((opts) => {
      new PullSecret("pull", args, opts);
    });
    assert.deepEqual(tree(resources), ["kubernetes:core/v1:Secret pull < the stack"]);
    const [secret] = ofKind(resources, "Secret");
    assert.equal(secret?.inputs["type"], "kubernetes.io/dockerconfigjson");
    assert.deepEqual(secret.inputs["metadata"], {
      name: "harbor-registry-secret",
      namespace: "team-a",
      annotations: { "seldon-platform/registry": "harbor.test:8443" },
    });
  });

  it("tells its host at a preview that cannot know user and password yet", async () => {
    const unknown = pulumi.output(pulumi.unknown as unknown as string);
    const { inputs } = await secretFor({ username: unknown, password: unknown });
    const { annotations } = inputs["metadata"] as { annotations: object };
    assert.deepEqual(annotations, { "seldon-platform/registry": args.host });
  });

  it("takes a user that is only known when a robot is made", async () => {
    const username = pulumi.output(Promise.resolve("robot$mirror+prod-team-a-2"));
    const { auths } = dockerConfigOf(await secretFor({ username }));
    const { auth, ...login } = auths[args.host] ?? {};
    assert.deepEqual(login, { username: "robot$mirror+prod-team-a-2", password: args.password });
    assert.equal(decode(auth ?? ""), `robot$mirror+prod-team-a-2:${args.password}`);
  });

  it("is keyed by the very host that images are pulled from", async () => {
    const registry = { ...args, prefix: "mirror" };
    const values = setupValues({
      namespace: "seldon-system",
      chart: "chart.tgz",
      images,
      registry,
      policies: [],
      watchNamespaces: ["team-a"],
      hodometer: { enabled: false, extraPublishUrls: [] },
      settings: Seldon.parse({}),
    });
    const { auths } = dockerConfigOf(await secretFor());
    assert.deepEqual(Object.keys(auths), [values.controller.image.registry]);
  });

  it("keeps $, + and every other character of user and password", async () => {
    const { username, password } = args;
    const { auths } = dockerConfigOf(await secretFor());
    const entry = auths[args.host];
    assert.deepEqual(
      { ...entry, auth: decode(entry?.auth ?? "") },
      {
        username,
        password,
        auth: `${username}:${password}`,
      },
    );
  });

  it("never goes over the wire in plain, whether its password is a secret or not", async () => {
    for (const password of ["plain", pulumi.secret("plain")]) {
      const { inputs, opts } = await secretFor({ password });
      assert.equal(unwrap(inputs["data"]).secret, true);
      assert.ok(opts.additionalSecretOutputs?.includes("data"));
      const open = JSON.stringify({ ...inputs, data: undefined });
      assert.doesNotMatch(open, /plain|cGxhaW4/);
    }
  });

  it("changes with the password, and with nothing else", async () => {
    const first = dockerConfigOf(await secretFor());
    assert.deepEqual(dockerConfigOf(await secretFor({ namespace: "team-b" })), first);
    assert.notDeepEqual(dockerConfigOf(await secretFor({ password: "new" })), first);
  });
});
