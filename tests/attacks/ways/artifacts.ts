import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { carrier, seldonPods } from "./making/carriers";
import { outside, outsideHost, outsideUrl } from "./making/hosts";
import { buried, nested } from "./making/nesting";
import { anywhere, made } from "./making/places";
import { container, podSpec } from "./making/pods";
import { objectWay } from "./making/way";

const SELDON = ["mlops.seldon.io/v1alpha1", "mlops.seldon.io/v1beta1", "mlops.seldon.io/v1"];

/** Where a model may come from that is not in here. */
const outsideUri = (random: Random): string =>
  random.pick([
    () => `gs://${random.word()}/models/iris`,
    () => `GS://${random.word()}/iris`,
    () => `gcs://${random.word()}/iris`,
    () => `hf://${random.word()}/distilbert`,
    () => `azureblob://${random.word()}/iris`,
    () => `abfs://${random.word()}@account.dfs.core.windows.net/iris`,
    () => `drive://${random.word()}`,
    () => outsideUrl(random),
    () => outsideUrl(random, ["ftp", "sftp", "webdav"]),
    () => `:s3,provider=AWS,env_auth:${random.word()}/iris`,
    () => `:http,url='https://${outsideHost(random)}':iris`,
    () => `:gcs,anonymous:${random.word()}/iris`,
    () => `s3,endpoint='https://${outsideHost(random)}':models/iris`,
    () => `s3,provider=AWS,endpoint=:models/iris`,
  ])();

const model = (random: Random, stack: readonly Raw[], fields: object): Raw =>
  made(random, random.pick(SELDON), "Model", anywhere(random, stack), {
    spec: {
      storageUri: "s3://models/iris",
      secretName: "rclone-s3",
      requirements: ["sklearn"],
      ...fields,
    },
  });

const modelFrom =
  (field: string) =>
  (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
    const uri = outsideUri(random);
    return [`${field}: ${uri}`, model(random, stack, { [field]: uri })];
  };

/** Names that a model server looks up at a hub. */
const hub = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const name = random.pick(["gpt2", "distilbert/distilbert-base-uncased", "facebook/opt-125m"]);
  const key = random.pick(["pretrained_model", "pretrained_tokenizer", "uri"]);
  const value =
    key === "uri" ? random.pick([`hf://${name}`, `https://huggingface.co/${name}`]) : name;
  const kind = random.int(1, 3);
  if (kind === 1) {
    const parameters = random.shuffle([
      { name: "task", value: "text-generation" },
      { name: key, value },
    ]);
    return [`${key}: ${value}`, model(random, stack, { parameters })];
  }
  if (kind === 2) {
    const parameters = key === "uri" ? { uri: value } : { extra: { [key]: value } };
    const settings = { name: "x", parameters };
    const data = { "model-settings.json": JSON.stringify(settings) };
    const object = made(random, "v1", "ConfigMap", anywhere(random, stack), { data });
    return [`${key}: ${value} in model-settings.json`, object];
  }
  const offline = random.pick(["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"]);
  const [variable, text] = random.pick([
    [offline, random.pick(["0", "false", "", "no"])],
    ["MLSERVER_MODEL_HUGGINGFACE_PRETRAINED_MODEL", name],
    ["HF_MODEL_ID", name],
  ] as const);
  const env = [{ name: variable, value: text }];
  const server = container(random, { name: random.pick(["mlserver", "triton"]), env });
  const spec = podSpec(random, { containers: [server] });
  return [
    `${variable}=${text}`,
    seldonPods(random, anywhere(random, stack), spec, random.pick(["ServerConfig", "Server"])),
  ];
};

/** What a model server would fetch before it can run a model. */
const environment = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const url = outsideUrl(random);
  const key = random.pick(["environment_tarball", "environment_path"]);
  if (random.maybe(30))
    return [`${key}: ${url}`, model(random, stack, { parameters: [{ name: key, value: url }] })];
  if (random.maybe(30)) {
    const data = { "model-settings.json": JSON.stringify({ parameters: { [key]: url } }) };
    const object = made(random, "v1", "ConfigMap", anywhere(random, stack), { data });
    return [`${key}: ${url} in model-settings.json`, object];
  }
  const fields = random.pick<object>([
    { command: ["sh", "-c", "pip install scikit-learn==1.5 && mlserver start /mnt/models"] },
    { command: ["bash", "-c", "conda env update -f env.yaml; exec mlserver start ."] },
    { args: ["mamba install -y xgboost"] },
    { env: [{ name: "PIP_INDEX_URL", value: url }] },
    { env: [{ name: "PIP_EXTRA_INDEX_URL", value: url }] },
    { env: [{ name: "CONDA_CHANNELS", value: "conda-forge" }] },
  ]);
  const server = container(random, { name: "mlserver", ...fields });
  const spec = podSpec(random, { containers: [server] });
  const kind = random.pick(["ServerConfig", "Server"]);
  return [JSON.stringify(fields), seldonPods(random, anywhere(random, stack), spec, kind)];
};

/** Triton's own ways to an object store. */
const repository = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const store = random.pick([
    () => `s3://https://${outsideHost(random)}:443/models`,
    () => `s3://${random.word()}/models`,
    () => `gs://${random.word()}/models`,
    () => `as://${random.word()}/models`,
  ])();
  const flag = random.pick(["--model-repository", "--model-store"]);
  const args = random.pick([
    ["tritonserver", `${flag}=${store}`],
    ["tritonserver", flag, store],
    ["sh", "-c", `tritonserver ${flag}=${store} --log-info=true`],
  ]);
  const fields = { [random.pick(["args", "command"])]: args };
  const spec = podSpec(random, { containers: [container(random, { name: "triton", ...fields })] });
  return [args.join(" "), carrier(random, anywhere(random, stack), spec)];
};

/** Kafka, or what keeps its schemas, out in the world. */
const kafka = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const inside = "kafka.brokers.svc:9092";
  const servers = random.shuffle([outside(random), ...(random.maybe() ? [inside] : [])]).join(",");
  const namespace = anywhere(random, stack);
  const form = random.int(1, 4);
  if (form === 1) {
    const names = ["SELDON_KAFKA_BOOTSTRAP_SERVERS", "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_BROKERS"];
    const env = [{ name: random.pick(names), value: servers }];
    const spec = podSpec(random, { containers: [container(random, { env })] });
    return [`${env[0]?.name ?? ""}=${servers}`, carrier(random, namespace, spec)];
  }
  const url = outsideUrl(random);
  const config = random.pick<object>([
    { "bootstrap.servers": servers },
    { "bootstrap.servers": inside, consumer: { "schema.registry.url": url } },
    { "bootstrap.servers": inside, producer: { "bootstrap.servers": servers } },
    { "bootstrap.servers": inside, streams: { "schema.registry.url": `${inside},${url}` } },
  ]);
  const what = JSON.stringify(config);
  if (form === 2) {
    const data = { "kafka.json": nested(random, buried(random, config, random.int(0, 1)), 1) };
    return [what, made(random, "v1", "ConfigMap", namespace, { data })];
  }
  const kind = random.pick(["SeldonConfig", "SeldonRuntime"]);
  const spec = { seldonConfig: "default", config: { kafkaConfig: config } };
  return [what, made(random, random.pick(SELDON), kind, namespace, { spec })];
};

/** Ways that models, their surroundings and their messages come and go by. */
export const artifactWays: readonly Way[] = [
  objectWay(21, "artifacts-come-from-inside", "a model from outside", modelFrom("storageUri")),
  objectWay(22, "artifacts-come-from-inside", "a schema from outside", modelFrom("schemaUri")),
  objectWay(25, "models-name-no-hub", "a model that a hub keeps", hub),
  objectWay(26, "environments-are-baked-in", "an environment fetched at start", environment),
  objectWay(
    27,
    "artifacts-come-from-inside",
    "a repository in an object store outside",
    repository,
  ),
  objectWay(30, "kafka-is-inside", "brokers or schemas outside", kafka),
];
