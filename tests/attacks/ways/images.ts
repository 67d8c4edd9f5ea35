import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { carrier, workload } from "./making/carriers";
import {
  bareImage,
  lookAlikeImage,
  otherFormImage,
  path,
  pathImage,
  publicImage,
  version,
} from "./making/images";
import { buried } from "./making/nesting";
import { anywhere, made } from "./making/places";
import { container, podSpec, podWith } from "./making/pods";
import { objectWay } from "./making/way";

const RULE = "images-come-from-harbor";

/** A pod of any sort with a container of this image, or what some operator makes one of. */
function pulls(random: Random, stack: readonly Raw[], image: string): readonly [string, Raw] {
  const home = anywhere(random, stack);
  if (random.maybe(85))
    return [image, carrier(random, home, podWith(random, container(random, { image })))];
  const [apiVersion, kind] = random.pick([
    ["monitoring.coreos.com/v1", "Prometheus"],
    ["kafka.strimzi.io/v1beta2", "Kafka"],
    ["serving.kserve.io/v1beta1", "InferenceService"],
    [`${random.word()}.example.io/v1`, "Thing"],
  ] as const);
  const spec = { [random.word()]: buried(random, { image }) };
  return [image, made(random, apiVersion, kind, home, { spec })];
}

/** A pod of any sort with the image in one sort of container. */
const inList =
  (list: string) =>
  (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
    const image = random.pick([publicImage, bareImage, lookAlikeImage, pathImage])(random);
    const containers = random.shuffle([container(random), container(random, { image })]);
    const spec = podSpec(random, { [list]: containers });
    return [`${image} in ${list}`, carrier(random, anywhere(random, stack), spec)];
  };

const volume = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const reference = random.pick([publicImage, bareImage, lookAlikeImage])(random);
  const volumes = random.shuffle([
    { name: "scratch", emptyDir: {} },
    random.pick<object>([
      { name: random.word(), image: { reference, pullPolicy: "IfNotPresent" } },
      { name: random.word(), image: { reference } },
      {
        name: random.word(),
        csi: { driver: "container-image.csi.k8s.io", volumeAttributes: { image: reference } },
      },
    ]),
  ]);
  return [reference, carrier(random, anywhere(random, stack), podSpec(random, { volumes }))];
};

/** A tag that may name another image tomorrow, or a pull that asks for it each time. */
const moving = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const image = `harbor.mlops.internal/mirror/${path(random)}`;
  const tags = ["latest", "stable", "main", "master", "nightly", "edge", "dev", "v1", "1", "2.9"];
  const fields = random.pick([
    { image: `${image}:${random.pick(tags)}` },
    { image },
    { image: `${image}:1.2.3`, imagePullPolicy: "Always" },
    { image: `${image}:latest`, imagePullPolicy: random.pick(["Never", "IfNotPresent"]) },
  ]);
  const spec = podWith(random, container(random, fields));
  return [JSON.stringify(fields), carrier(random, anywhere(random, stack), spec)];
};

/** The site of the attacks lists the project `mirror`, and `cache` as one that fetches from outside. */
const unlistedProject = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const projects = ["cache", "proxy", "dockerhub", "mirror-2", "mirrored", random.word()];
  const segment = random.pick([...projects, "cache/mirror", "mirror.cache"]);
  return pulls(random, stack, `harbor.mlops.internal/${segment}/nginx${version(random)}`);
};

/** Of images that nobody carried in: the site lists what its bundle holds. */
const missing = (random: Random, stack: readonly Raw[]): readonly [string, Raw] =>
  pulls(
    random,
    stack,
    random.pick([
      `harbor.mlops.internal/mirror/${random.word()}/${random.word()}${version(random)}`,
      "harbor.mlops.internal/mirror/seldonio/seldon-scheduler:2.9.2",
      "harbor.mlops.internal/mirror/seldonio/seldon-scheduler:2.9.1-beta",
      `harbor.mlops.internal/mirror/seldonio/seldon-scheduler@sha256:${"0b".repeat(32)}`,
    ]),
  );

/** The one image of the bundle that the site says to hold another platform than its nodes have. */
const otherPlatform = (random: Random, stack: readonly Raw[]): readonly [string, Raw] =>
  pulls(random, stack, "harbor.mlops.internal/mirror/other-platform:1.0.0");

const noPullSecret = (random: Random, stack: readonly Raw[]): readonly [string, Raw] => {
  const imagePullSecrets = random.pick([
    undefined,
    [],
    [{ name: `${random.word()}-of-another-namespace` }],
    [{}],
  ]);
  const spec = podSpec(random, { imagePullSecrets, serviceAccountName: random.word() });
  const object = workload(random, anywhere(random, stack), spec);
  return [JSON.stringify({ imagePullSecrets }), object];
};

/** Ways that an image comes by, in the places where Kubernetes and Seldon look for one. */
export const imageWays: readonly Way[] = [
  objectWay(1, RULE, "an image of a public registry", (random, stack) =>
    pulls(random, stack, publicImage(random)),
  ),
  objectWay(2, RULE, "an image that only an init container has", inList("initContainers")),
  objectWay(
    3,
    RULE,
    "an image that only an ephemeral container has",
    inList("ephemeralContainers"),
  ),
  objectWay(4, RULE, "an image as a volume", volume),
  objectWay(5, RULE, "an image without a registry", (random, stack) =>
    pulls(random, stack, bareImage(random)),
  ),
  objectWay(6, RULE, "an image of a registry that reads like Harbor", (random, stack) =>
    pulls(random, stack, lookAlikeImage(random)),
  ),
  objectWay(7, RULE, "an image with Harbor's name in its path", (random, stack) =>
    pulls(random, stack, pathImage(random)),
  ),
  objectWay(8, RULE, "Harbor's host in another form", (random, stack) =>
    pulls(random, stack, otherFormImage(random)),
  ),
  objectWay(9, "images-do-not-move", "an image that may be another tomorrow", moving),
  objectWay(
    15,
    "images-come-from-mirrored-projects",
    "a project that is no mirror",
    unlistedProject,
  ),
  objectWay(16, "images-are-in-the-bundle", "an image that nobody carried in", missing),
  objectWay(17, "images-are-in-the-bundle", "an image of another platform", otherPlatform),
  objectWay(18, "pull-secrets-are-there", "a pod that cannot pull", noPullSecret),
];
