import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { carrier, seldonPods, workload } from "./making/carriers";
import { PUBLIC_REGISTRIES } from "./making/hosts";
import { bareImage, lookAlikeImage, path, pathImage, publicImage } from "./making/images";
import { base64, buried, nested } from "./making/nesting";
import { anywhere, made } from "./making/places";
import { container, podSpec, podWith } from "./making/pods";
import { objectWay } from "./making/way";

const RULE = "images-come-from-harbor";

const foreign = (random: Random): string =>
  random.pick([publicImage, publicImage, lookAlikeImage, pathImage])(random);

const inArguments = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const flag = random.pick([
    "--acme-http01-solver-image",
    "--prometheus-config-reloader",
    "--image",
    "--default-sidecar-image",
    "-init-image",
    `--${random.word()}-image`,
  ]);
  const image = random.pick([foreign, foreign, bareImage])(random);
  const parts = random.maybe(70) ? [`${flag}=${image}`] : [flag, image];
  const field = random.pick(["args", "command"]);
  const one = container(random, { [field]: ["--v=2", ...parts, "--leader-elect"] });
  return [parts.join(" "), carrier(random, anywhere(random, stack), podWith(random, one))];
};

const inVariables = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const name = random.pick([
    `RELATED_IMAGE_${random.word().toUpperCase()}`,
    "STRIMZI_DEFAULT_KAFKA_INIT_IMAGE",
    "SIDECAR_IMAGE",
    "DEFAULT_IMAGE",
    `${random.word().toUpperCase()}_IMAGE`,
    "STRIMZI_KAFKA_IMAGES",
  ]);
  const image = foreign(random);
  const value = name.endsWith("IMAGES") ? `4.0.0=${image}\n4.1.0=${image}` : image;
  const env = random.shuffle([
    { name: "LOG_LEVEL", value: "info" },
    { name, value },
  ]);
  const spec = podWith(random, container(random, { env }));
  return [`${name}=${value}`, carrier(random, anywhere(random, stack), spec)];
};

const inConfigMap = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const image = random.maybe(80) ? foreign(random) : bareImage(random);
  const key = random.pick(["image", "image", "proxyImage", "defaultImage", "initImage"]);
  const value = buried(random, { [key]: image });
  const text = random.pick([
    () => nested(random, value),
    () => nested(random, value),
    () => `a: &x ${image}\nb: { ${key}: *x }\n`,
    () => `${key}: !!binary ${base64(image)}\n`,
    () => `{{- if .Values.on }}\n${key}: "${image}"\n{{- end }}\n`,
    () => `spec:\n- ${key}: ${image} # {{ .Tag }}\n{{ template "x" }}\n`,
    () => `${key}=${image}\nlevel=info\n`,
    () => `[proxy]\n${key} = "${image}"\n`,
  ])();
  const coded = random.maybe(25);
  const fields = coded ? { binaryData: { config: base64(text) } } : { data: { config: text } };
  const namespace = anywhere(random, stack);
  return [
    `${image} in ${coded ? "base64 of " : ""}${text.slice(0, 80)}`,
    made(random, "v1", "ConfigMap", namespace, fields),
  ];
};

/** What the API server itself writes into objects that name no image, or another. */
const byTheServer = (random: Random): readonly [string, Raw] => {
  // Within an expression only a host tells that a text is an image.
  const image = publicImage(random);
  if (random.maybe()) {
    const schema = { properties: { image: { type: "string", default: image } } };
    const versions = [
      { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } },
    ];
    const names = { kind: "Model", plural: "models" };
    const spec = { group: "mlops.seldon.io", names, scope: "Namespaced", versions };
    const version = "apiextensions.k8s.io/v1";
    return [
      `default: ${image}`,
      made(random, version, "CustomResourceDefinition", undefined, { spec }),
    ];
  }
  const version = `admissionregistration.k8s.io/${random.pick(["v1", "v1beta1", "v1alpha1"])}`;
  const expression = `[JSONPatch{op: "replace", path: "/spec/containers/0/image", value: "${image}"}]`;
  const mutations = [{ patchType: "JSONPatch", jsonPatch: { expression } }];
  const object = made(random, version, "MutatingAdmissionPolicy", undefined, {
    spec: { mutations },
  });
  return [expression, object];
};

/** Parts that a chart or an operator puts together. */
const composed = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const registry = random.pick(PUBLIC_REGISTRIES);
  const namespace = anywhere(random, stack);
  const parts = random.pick([
    { hub: `${registry}/istio`, tag: "1.30.3", image: "proxyv2" },
    { image: { registry, repository: path(random), tag: "1.2.3" } },
    { image: { repository: `${registry}/${path(random)}`, tag: "1.2.3" } },
    { imageRegistry: registry, image: { repository: path(random), tag: "1.2.3" } },
    { global: { imageRegistry: registry } },
    { global: { hub: registry, tag: "1.30.3" } },
  ]);
  if (random.maybe()) {
    const data = { values: nested(random, parts, 1) };
    return [JSON.stringify(parts), made(random, "v1", "ConfigMap", namespace, { data })];
  }
  if (random.maybe(30)) {
    const env = [{ name: "HUB", value: registry }];
    const one = container(random, { env, args: [`--sidecar-image=$(HUB)/${path(random)}:1.2.3`] });
    return [`$(HUB) is ${registry}`, workload(random, namespace, podWith(random, one))];
  }
  const env = [
    { name: "IMAGE_REGISTRY", value: registry },
    { name: "IMAGE_REPOSITORY", value: path(random) },
    { name: "IMAGE_TAG", value: "1.2.3" },
  ];
  const object = workload(random, namespace, podWith(random, container(random, { env })));
  return [`IMAGE_REGISTRY=${registry}`, object];
};

const proxyImage = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const image = random.pick([foreign, bareImage])(random);
  const annotations = { "sidecar.istio.io/proxyImage": image };
  const metadata = { annotations };
  const object = workload(random, anywhere(random, stack), podSpec(random), metadata);
  return [`sidecar.istio.io/proxyImage: ${image}`, object];
};

/** A resource of Seldon's of one kind, in any version, whose pods have the image. */
const ofSeldon =
  (kind: string) =>
  (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
    const image = random.pick([foreign, bareImage])(random);
    const spec = podWith(random, container(random, { image }));
    const namespace = anywhere(random, stack);
    if (kind === "Server" && random.maybe()) {
      const imageOverrides = random.pick<object>([
        { agent: { image } },
        { rclone: { image } },
        { agent: { name: "agent", image } },
      ]);
      return [
        JSON.stringify({ imageOverrides }),
        made(random, "mlops.seldon.io/v1alpha1", kind, namespace, {
          spec: { serverConfig: "mlserver", imageOverrides },
        }),
      ];
    }
    return [image, seldonPods(random, namespace, spec, kind)];
  };

/** Ways of images that no container field holds, or that Seldon's resources hold. */
export const imageTextWays: readonly Way[] = [
  objectWay(10, RULE, "an image in arguments", inArguments),
  objectWay(11, RULE, "an image in a variable", inVariables),
  objectWay(12, RULE, "an image in the text of a ConfigMap", inConfigMap),
  objectWay(12, RULE, "an image that the API server fills in", byTheServer),
  objectWay(13, RULE, "an image put together from parts", composed),
  objectWay(14, "sidecars-are-as-injected", "another image for the sidecar", proxyImage),
  objectWay(31, RULE, "an image in a ServerConfig", ofSeldon("ServerConfig")),
  objectWay(32, RULE, "an image in a Server", ofSeldon("Server")),
  objectWay(33, RULE, "an image in a SeldonConfig", ofSeldon("SeldonConfig")),
  objectWay(34, RULE, "an image in a SeldonRuntime", ofSeldon("SeldonRuntime")),
];
