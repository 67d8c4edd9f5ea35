import type { V1Pod } from "@kubernetes/client-node";

import { fails, holds } from "../outcome";
import { podOf, type Place, type PodProbe, type Seen } from "../probe";
import { probePod } from "../probe-pod";
import { troubleOf } from "../pod-state";

/** Public for sure, small, and of hosts that this platform takes nothing from. */
const publicImages = [
  { name: "docker-hub", image: "docker.io/library/hello-world" },
  { name: "kubernetes", image: "registry.k8s.io/pause:latest" },
];

const namespaceRole = "images";

/** Reasons that the kubelet gives while it has no image. */
const notPulled = ["ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "ImageInspectError"];

/** A1: pods whose images name public registries, one per node. They must not start. */
export const imagesFromOutside: PodProbe = {
  assumption: "A1",
  name: "images from outside",
  roles: [namespaceRole],
  steps: [
    (place) => ({
      doing: `asking ${place.nodes.length} nodes for images of public registries`,
      objects: asked(place).map(({ node, image, name }) =>
        probePod(
          { image },
          {
            namespace: place.namespace(namespaceRole),
            name,
            role: "image",
            node,
            pullsAlways: true,
            task: { mode: "start" },
          },
        ),
      ),
      until: (pod) => wasPulled(pod) || wasRefused(pod),
      seconds: 240,
    }),
  ],
  judge: (place, seen) => judge(place, seen),
};

const asked = (place: Place) =>
  place.nodes.flatMap((node, index) =>
    publicImages.map(({ name, image }) => ({ node, image, name: `${name}-${index}` })),
  );

const stateOf = ({ status }: V1Pod) => status?.containerStatuses?.[0];

const wasRefused = (pod: V1Pod): boolean =>
  notPulled.includes(stateOf(pod)?.state?.waiting?.reason ?? "");

/** Whatever became of the container then: to have the image is enough. */
const wasPulled = (pod: V1Pod): boolean => {
  const container = stateOf(pod);
  const state = container?.state;
  const reason = state?.waiting?.reason ?? "";
  const isMade = ["CreateContainerError", "CreateContainerConfigError", "RunContainerError"];
  return (
    (container?.imageID ?? "") !== "" ||
    state?.running !== undefined ||
    state?.terminated !== undefined ||
    isMade.includes(reason) ||
    // Whoever counts the calls was reached.
    /toomanyrequests|429 Too Many/i.test(state?.waiting?.message ?? "")
  );
};

function judge(place: Place, seen: Seen) {
  const namespace = place.namespace(namespaceRole);
  const all = asked(place).map((each) => ({ ...each, pod: podOf(seen, namespace, each.name) }));
  const pulled = all.filter(({ pod }) => wasPulled(pod));
  if (pulled.length > 0)
    return fails(
      pulled.map(({ node, image }) => `node ${node} got ${image}`).join("; "),
      "give each node the output registriesYaml and start k3s with --disable-default-registry-endpoint (docs/harbor.md); " +
        "where the registry itself fetched it, take that proxy project away",
    );
  const reasons = [...new Set(all.map(({ pod }) => troubleOf(pod).slice(0, 160)))];
  return holds(`on ${place.nodes.length} nodes no image came: ${reasons[0] ?? ""}`);
}
