import {
  fieldsOf,
  groupOf,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { onceForText } from "../../once-for";
import { containersOf, podsOf } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { textsOf } from "../../texts";
import { settingsIn, type Setting } from "./settings-in";
import { cloudUrisIn, uriProblem, type UriReader } from "./storage-uri";
import { formatProblems, isStorageContainer } from "./uri-formats";

const KSERVE = "serving.kserve.io";
const READERS: Readonly<Record<string, UriReader>> = {
  "mlops.seldon.io": "rclone",
  "machinelearning.seldon.io": "cloud",
  [KSERVE]: "cloud",
};

/** Whether a field, flag or variable of this name holds the URI of a model or of what comes with it. */
const namesUri = onceForText((name) =>
  /(storage|schema|model|artifact|source)[_-]?ur[il]s?$/i.test(name),
);

// Of Triton: the address must stand in the flag itself, no variable tells it one.
const REPOSITORY = /^model[_-](repository|store|control-repository)$/i;
const ENDPOINT = /^(MLFLOW_S3_ENDPOINT_URL|AWS_(S3_)?ENDPOINT(_URL)?(_S3)?|S3_ENDPOINT(_URL)?)$/;

/** What a model loads may be code; so it comes from a place that somebody here filled. */
export const artifactsComeFromInside: ObjectRule = {
  name: "artifacts-come-from-inside",
  description: "Models, and what comes with them, are loaded from stores inside.",
  why: [
    "A model from outside never loads behind an air gap; where the gap has a hole, it is code that nobody reviewed.",
    "A Seldon Model names an rclone remote, as in s3://bucket/path: the site lists the names (artifacts.remotes), and",
    "rclone-remotes-are-inside judges their addresses. Schemes that mean a public cloud are refused in every kind and",
    "in every text; so is s3:// without an address where nothing in the container gives one: for KServe, for Triton's",
    "repository flags, in arguments and variables. Paths, pvc:// and URLs of hosts inside are fine; of KServe's storage",
    "containers, the formats that they take are judged alike.",
    "Not seen: an s3:// in a ConfigMap, whose reader is not known, and URIs that a model's own code makes up.",
  ].join(" "),
  severity: "critical",
  remediation: "Copy the artifact to a store inside, and name it there, as in s3://models/….",
  ways: [21, 22, 27, 29],
  examples: {
    refused: `
apiVersion: mlops.seldon.io/v1alpha1
kind: Model
metadata: { name: iris, namespace: team }
spec:
  storageUri: gs://seldon-models/iris
`,
    accepted: `
apiVersion: mlops.seldon.io/v1alpha1
kind: Model
metadata: { name: iris, namespace: team }
spec:
  storageUri: s3://models/iris
`,
  },
  scope: "object",
  check: (object, site) => {
    const namespace = textOf(metadataOf(object).namespace);
    const reader = READERS[groupOf(object)];
    const isFormats = isStorageContainer(object);
    const complaints = textsOf(object).flatMap((text): Complaint[] => {
      const { path } = text;
      if (isFormats && path.startsWith("spec.supportedUriFormats[")) return [];
      // Most texts neither set anything nor hold a URI.
      if (!/=|:\/\//.test(text.value) && !namesUri(text.name)) return [];
      const isUri = (name: string): boolean =>
        namesUri(name) || (name === "uri" && groupOf(object) === KSERVE);
      const settings = settingsIn(text).filter(({ name }) => isUri(name));
      const others = cloudUrisIn(text.value).filter(
        (uri) => !settings.some(({ value }) => value.includes(uri)),
      );
      const found = [...settings, ...others.map((value) => ({ name: repositoryIn(text), value }))];
      return found.flatMap(({ name, value }) => {
        const own = isUri(name) ? reader : undefined;
        const message = uriProblem(value, own ?? readerAt(object, path, name), site, namespace);
        return message === undefined ? [] : [{ path, message }];
      });
    });
    return [
      ...complaints,
      ...storeWithoutAddress(object),
      ...(isFormats ? formatProblems(object, site) : []),
    ];
  },
};

/** The name of Triton's flag, where the text sets it. */
const repositoryIn = (text: Setting): string =>
  settingsIn(text).find(({ name }) => REPOSITORY.test(name))?.name ?? text.name;

/** Who follows a URI that stands anywhere: in a container, an S3 client that has an address or has none. */
function readerAt(object: KubernetesObject, path: string, name: string): UriReader {
  if (REPOSITORY.test(name)) return "cloud";
  const inside = podsOf(object)
    .flatMap(containersOf)
    .find((each) => path.startsWith(`${each.path}.`));
  if (inside === undefined) return "configured";
  const names = listOf(inside.container.env).map((item) => textOf(fieldsOf(item).name) ?? "");
  return names.some((each) => ENDPOINT.test(each)) ? "configured" : "cloud";
}

/** KServe reads from annotations where S3 is; where they say much and not that, it is the cloud's. */
function storeWithoutAddress(object: KubernetesObject): Complaint[] {
  const annotations = fieldsOf(metadataOf(object).annotations);
  const keys = Object.keys(annotations).filter((key) => key.startsWith("serving.kserve.io/s3-"));
  const endpoint = "serving.kserve.io/s3-endpoint";
  if (keys.length === 0 || textOf(annotations[endpoint]) !== undefined) return [];
  const message = `lacks ${endpoint}, so that the login is one of the cloud of S3`;
  return [
    {
      path: "metadata.annotations",
      message,
      remedy: `Add ${endpoint} with the address of a store inside.`,
    },
  ];
}
