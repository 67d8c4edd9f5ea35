import type { ProgramResource, ProgramRule } from "../../rule";

// Components whose objects the provider registers one by one, under them.
const RENDERED =
  /^kubernetes:(helm\.sh\/v[234]:Chart|yaml(\/v2)?:Config(Group|File)|kustomize(\/v2)?:Directory)$/;
const RELEASE = "kubernetes:helm.sh/v3:Release";

/** A Helm release is one resource to the engine, and its objects are none. */
export const isRelease = (type: string): boolean => type === RELEASE;

/** Whether a type is a way to make Kubernetes objects, and not one itself. */
export const isPackaging = (type: string): boolean => isRelease(type) || RENDERED.test(type);

/** What was not rendered was not judged: a chart that shows no object at preview must not count as a clean one. */
export const chartsRender: ProgramRule = {
  name: "charts-render",
  description: "Every chart shows its objects to the gate.",
  why: "An argument that is unknown at preview leaves a chart without objects, and a Helm release is one resource to the engine: nothing of either would be judged. So releases are rendered by the gate, hooks and CRDs included. What a template makes of the cluster itself is not seen, as no cluster is asked.",
  severity: "high",
  remediation: "Give charts plain values from the stack file, and releases a locked archive.",
  ways: [127, 128],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::kubernetes:helm.sh/v4:Chart::web
  type: kubernetes:helm.sh/v4:Chart
  name: web`,
    accepted: `- urn: urn:pulumi:prod::platform::kubernetes:helm.sh/v4:Chart::web
  type: kubernetes:helm.sh/v4:Chart
  name: web
- urn: urn:pulumi:prod::platform::kubernetes:core/v1:Pod::web
  type: kubernetes:core/v1:Pod
  name: web
  parent: urn:pulumi:prod::platform::kubernetes:helm.sh/v4:Chart::web`,
  },
  scope: "program",
  check(resources) {
    const withObjects = ancestorsOfObjects(resources);
    return resources.flatMap(({ urn, type, hidden }) => {
      if (hidden !== undefined)
        return [
          {
            urn,
            path: "",
            message: `hides its objects: ${hidden.message}`,
            remedy: hidden.remedy,
          },
        ];
      if (!RENDERED.test(type) || withObjects.has(urn)) return [];
      return [
        {
          urn,
          path: "",
          message: "rendered no object, so nothing of it was judged",
          remedy:
            "An argument of it is unknown at preview, most likely: pass plain values from the stack file instead of outputs of resources that do not exist yet. If it is empty on purpose, remove it.",
        },
      ];
    });
  },
};

function ancestorsOfObjects(resources: readonly ProgramResource[]): Set<string> {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const found = new Set<string>();
  for (const { type, parent } of resources) {
    if (!type.startsWith("kubernetes:") || isPackaging(type)) continue;
    for (let urn = parent; urn !== undefined && !found.has(urn); urn = parents.get(urn))
      found.add(urn);
  }
  return found;
}
