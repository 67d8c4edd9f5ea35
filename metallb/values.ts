import type { MetalLb } from "../schema/metal-lb";
import { imageParts, type ImageRegistry } from "../seldon/image";
import type { ImagePin } from "../versions";

export interface MetalLbValuesArgs {
  readonly mode: MetalLb["mode"];
  readonly images: Readonly<Record<"controller" | "speaker" | "frrK8s" | "frr", ImagePin>>;
  readonly registry: ImageRegistry | undefined;
  /** The Secret that pods pull with; undefined where the registry asks nobody. */
  readonly pullSecret: string | undefined;
}

/** The values given to MetalLB's chart; its CRDs come from the project in crds/. */
export function metalLbValues({ mode, images, registry, pullSecret }: MetalLbValuesArgs) {
  const image = (pin: ImagePin) => {
    const { registry: host, repository, tag } = imageParts(registry, pin);
    return { image: { repository: `${host}/${repository}`, tag } };
  };
  const bgp = mode === "bgp";
  const imagePullSecrets = pullSecret === undefined ? [] : [{ name: pullSecret }];
  return {
    imagePullSecrets,
    crds: { enabled: false },
    controller: image(images.controller),
    // Off in either mode: the chart would run FRR inside the speaker too, which is deprecated.
    speaker: { ...image(images.speaker), frr: { enabled: false } },
    frrk8s: { enabled: bgp },
    ...(bgp && {
      "frr-k8s": {
        // The chart below does not see the value of the one above.
        imagePullSecrets,
        crds: { enabled: false },
        frrk8s: { ...image(images.frrK8s), frr: image(images.frr) },
      },
    }),
  };
}
