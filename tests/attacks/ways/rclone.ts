import { stringify } from "yaml";

import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { outside, outsideHost, outsideUrl } from "./making/hosts";
import { base64 } from "./making/nesting";
import { anywhere, made } from "./making/places";
import { objectWay } from "./making/way";

type Remote = Readonly<Record<string, unknown>>;

const remote = (type: string, parameters: object): Remote => ({ name: "s3", type, parameters });

/** A remote that leads out. */
const outsideRemote = (random: Random): Remote =>
  random.pick([
    () => remote("s3", { provider: "Minio", endpoint: outsideUrl(random) }),
    () => remote("s3", { provider: "Other", endpoint: outside(random), access_key_id: "made-up" }),
    () => remote("s3", { endpoint: outsideUrl(random), env_auth: "true" }),
    () => remote("http", { url: outsideUrl(random) }),
    () => remote("webdav", { url: outsideUrl(random), vendor: "other" }),
    () => remote("sftp", { host: outsideHost(random), user: "made-up" }),
    () => remote("ftp", { host: outsideHost(random) }),
    () => remote("google cloud storage", { anonymous: true }),
    () => remote("gcs", { bucket_policy_only: true }),
    () => remote("azureblob", { account: random.word() }),
    () => remote("drive", { scope: "drive.readonly" }),
    () => remote("dropbox", {}),
    () => remote("swift", { auth: outsideUrl(random), user: "made-up" }),
    () => remote("alias", { remote: `s3,endpoint='https://${outsideHost(random)}':models` }),
    () => remote("union", { upstreams: `/mnt :http,url='https://${outsideHost(random)}':` }),
    () => remote("alias", { remote: ":s3,provider=AWS,env_auth:models" }),
    () => remote("alias", { remote: `:http,url='https://${outsideHost(random)}':` }),
  ])();

/** A remote that asks the cloud because it says nothing else. */
const cloudDefault = (random: Random): Remote =>
  remote(
    random.pick(["s3", "s3", "S3"]),
    random.pick([
      { provider: "AWS", region: "eu-west-1", access_key_id: "made-up" },
      { provider: "AWS", env_auth: true },
      { env_auth: "true" },
      { provider: "Minio", endpoint: "" },
      { provider: "Minio", endpoint: null },
      { access_key_id: "made-up", secret_access_key: "made-up" },
      {},
    ]),
  );

const text = (random: Random, value: Remote): string =>
  random.pick([
    () => JSON.stringify(value),
    () => JSON.stringify(value, null, 2),
    () => stringify(value),
  ])();

const secret =
  (makes: (random: Random) => Remote) =>
  (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
    const value = makes(random);
    const key = random.pick(["rclone.json", "s3", "gs", random.word(), "rclone.conf"]);
    const fields = random.maybe()
      ? { data: { [key]: base64(text(random, value)) } }
      : { stringData: { [key]: text(random, value) } };
    const object = made(random, "v1", "Secret", anywhere(random, stack), {
      type: "Opaque",
      ...fields,
    });
    return [JSON.stringify(value), object];
  };

/** The remotes that all agents of a runtime have, whatever its models say. */
const ofAgents = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const namespace = anywhere(random, stack);
  const makes = random.pick([outsideRemote, cloudDefault]);
  const rclone = random.maybe(85)
    ? { config: random.shuffle([text(random, makes(random))]), config_secrets: [] }
    : { config_secrets: random.shuffle(["rclone-s3", "seldon-rclone-gs-public"]) };
  const kind = random.pick(["SeldonConfig", "SeldonRuntime"]);
  if (random.maybe(20)) {
    const data = {
      "agent.json": JSON.stringify({ rclone: { config: [text(random, makes(random))] } }),
    };
    return [data["agent.json"], made(random, "v1", "ConfigMap", namespace, { data })];
  }
  const object = made(random, "mlops.seldon.io/v1alpha1", kind, namespace, {
    spec: { seldonConfig: "default", config: { agentConfig: { rclone } } },
  });
  return [JSON.stringify(rclone), object];
};

const RULE = "rclone-remotes-are-inside";

/** Ways that lead out by the remotes that models are copied from. */
export const rcloneWays: readonly Way[] = [
  objectWay(23, RULE, "a Secret with a remote outside", secret(outsideRemote)),
  objectWay(24, RULE, "a remote outside for every agent", ofAgents),
  objectWay(28, RULE, "a remote that defaults to the cloud", secret(cloudDefault)),
];
