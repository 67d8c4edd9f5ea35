import { fieldsOf, metadataOf, textOf } from "../../kubernetes-object";
import type { Complaint, ProgramRule } from "../../rule";
import { isPackaging } from "./charts-render";

const AUTO_NAMED = "pulumi.com/autonamed";
const FORCE = "pulumi.com/patchForce";
/** What Seldon's webhooks and people write into these is overruled by what was judged. */
const OVERRULED = /^kubernetes:mlops\.seldon\.io\//;

/** The gate judges objects; of what is only patched, it sees a part. */
export const objectsAreWhole: ProgramRule = {
  name: "objects-are-whole",
  description: "Every object is declared whole, under a name that the program gives it.",
  why: "A Patch edits an object that somebody else owns and that no rule has seen, a forced one takes fields from their owner, and an object that is named only when it is made is another one on each cluster: no waiver and no other object can name it. A namespace's account called default is the cluster's own, so its imagePullSecrets may be patched.",
  severity: "high",
  remediation: "Declare the whole object, with metadata.name.",
  ways: [140],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::kubernetes:apps/v1:DeploymentPatch::web
  type: kubernetes:apps/v1:DeploymentPatch
  name: web
  props: { apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: team } }`,
    accepted: `- urn: urn:pulumi:prod::platform::kubernetes:core/v1:ServiceAccountPatch::web
  type: kubernetes:core/v1:ServiceAccountPatch
  name: web
  props:
    apiVersion: v1
    kind: ServiceAccount
    metadata: { name: default, namespace: team }
    imagePullSecrets: [{ name: harbor }]`,
  },
  scope: "program",
  alone: true,
  check: (resources) =>
    resources.flatMap(({ urn, type, props = {} }) => {
      if (!type.startsWith("kubernetes:") || isPackaging(type)) return [];
      const complaints = type.endsWith("Patch") ? patched(type, props) : whole(type, props);
      return complaints.map((complaint) => ({ ...complaint, urn }));
    }),
};

type Props = Readonly<Record<string, unknown>>;

function patched(type: string, props: Props): Complaint[] {
  const metadata = metadataOf(props);
  const isPullSecrets =
    /^kubernetes:core\/v1:ServiceAccountPatch$/.test(type) &&
    metadata.name === "default" &&
    Object.keys(metadata).every((key) => ["name", "namespace", "annotations"].includes(key)) &&
    Object.keys(fieldsOf(metadata.annotations)).every((key) =>
      key.startsWith("pulumi.com/patch"),
    ) &&
    Object.keys(props).every((key) =>
      ["apiVersion", "kind", "metadata", "imagePullSecrets"].includes(key),
    );
  return isPullSecrets
    ? []
    : [
        {
          path: "",
          message: "edits an object that nobody here has seen whole",
          remedy: "Declare the whole object in its place.",
        },
      ];
}

function whole(type: string, props: Props): Complaint[] {
  const metadata = metadataOf(props);
  const annotations = fieldsOf(metadata.annotations);
  const path = metadata.generateName === undefined ? "metadata.name" : "metadata.generateName";
  // The provider has named it by the time that a policy sees it, and says so.
  const isNamed = textOf(metadata.name) !== undefined && annotations[AUTO_NAMED] === undefined;
  const isForced = !["false", undefined].includes(annotations[FORCE] as string | undefined);
  return [
    ...(isNamed && path === "metadata.name"
      ? []
      : [
          {
            path,
            message: "leaves the name to be made up when the object is made",
            remedy: "Write metadata.name.",
          },
        ]),
    ...(isForced && !OVERRULED.test(type)
      ? [
          {
            path: `metadata.annotations["${FORCE}"]`,
            message: "takes fields from their owner, whoever that is",
            remedy: `Remove ${FORCE}.`,
          },
        ]
      : []),
  ];
}
