import { listOf, fieldsOf, textOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { textsOf } from "../../texts";
import { mayHoldSettings, modelServersOf, type ModelServer } from "./model-servers";

const TARBALL = /^(mlserver_model_|parameters[._])?environment[_-]?tarball$/i;
const ENVIRONMENT = /^(mlserver_model_|parameters[._])?environment[_-]?path$/i;

// What puts packages into a container that runs already.
const INSTALLS =
  /(?:^|[\s;&|("'/])(?:pip3?(?:\.\d+)?|conda|mamba|micromamba|uv|poetry|pipenv|pipx|easy_install)\s+(?:\S+\s+){0,6}?(?:install|create|update|sync|download|add)\b/;
const INDEXES =
  /^(PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|TRUSTED_HOST|REQUIREMENT)|UV_(INDEX|DEFAULT_INDEX|INDEX_URL|EXTRA_INDEX_URL)|CONDA_(CHANNELS|CHANNEL_ALIAS)|MAMBA_CHANNELS|EXTRA_PIP_PACKAGES|EXTRA_CONDA_PACKAGES|PIP_PACKAGES|CONDA_PACKAGES)$/;

/** An environment that is put together at start is another one each time, and none without an index. */
export const environmentsAreBakedIn: ObjectRule = {
  name: "environments-are-baked-in",
  description: "The packages that a model needs are in the image of its server.",
  why: [
    "A server that installs packages when it starts needs an index of packages, which is outside; with a mirror inside,",
    "it runs what no scan of images has seen, and every restart can bring another version. An environment as a tarball",
    "beside the model is code that came past the image host. Judged are settings of Models and ConfigMaps, and commands,",
    "arguments and variables of model servers. Not seen: model-settings.json inside of the model's folder, and what an",
    "image's own entry point installs.",
  ].join(" "),
  severity: "high",
  remediation: "Build an image with the packages in it, mirror it, and run the server from that.",
  ways: [26],
  examples: {
    refused: `
apiVersion: mlops.seldon.io/v1alpha1
kind: Model
metadata: { name: iris, namespace: team }
spec:
  storageUri: s3://models/iris
  parameters:
    - { name: environment_tarball, value: ./environment.tar.gz }
`,
    accepted: `
apiVersion: mlops.seldon.io/v1alpha1
kind: Model
metadata: { name: iris, namespace: team }
spec:
  storageUri: s3://models/iris
  parameters:
    - { name: environment_path, value: /opt/environment }
`,
  },
  scope: "object",
  check: (object) => [
    ...(mayHoldSettings(object) ? environments(object) : []),
    ...modelServersOf(object).flatMap(installs),
  ],
};

const environments = (object: KubernetesObject): Complaint[] =>
  textsOf(object).flatMap(({ path, name, value }): Complaint[] => {
    if (TARBALL.test(name) && value.trim() !== "")
      return [{ path, message: "is an environment that is unpacked when the model is loaded" }];
    if (
      ENVIRONMENT.test(name) &&
      (/^[a-z][a-z0-9+.-]*:/i.test(value.trim()) || /\.(tar|tgz|zip|tar\.\w+)$/i.test(value.trim()))
    )
      return [
        {
          path,
          message: "is the address of an environment that is fetched when the model is loaded",
        },
      ];
    return [];
  });

function installs({ path, container }: ModelServer): Complaint[] {
  const lists = ["command", "args"].flatMap((list): Complaint[] => {
    // `["pip", "install", …]` and `["sh", "-c", "pip install …"]` alike.
    const line = listOf(container[list])
      .map((word) => textOf(word) ?? "")
      .join(" ");
    return INSTALLS.test(line)
      ? [{ path: `${path}.${list}`, message: "installs packages when the server starts" }]
      : [];
  });
  const hooks = ["postStart", "preStop"].flatMap((hook): Complaint[] => {
    const exec = fieldsOf(fieldsOf(fieldsOf(container.lifecycle)[hook]).exec);
    const line = listOf(exec.command)
      .map((word) => textOf(word) ?? "")
      .join(" ");
    return INSTALLS.test(line)
      ? [{ path: `${path}.lifecycle.${hook}`, message: "installs packages while the server runs" }]
      : [];
  });
  const variables = listOf(container.env).flatMap((item, index): Complaint[] => {
    const name = textOf(fieldsOf(item).name) ?? "";
    return INDEXES.test(name)
      ? [
          {
            path: `${path}.env[${index}]`,
            message: `${name} says where packages are installed from when the server starts`,
            remedy: "Remove it, and build an image with the packages in it.",
          },
        ]
      : [];
  });
  return [...lists, ...hooks, ...variables];
}
