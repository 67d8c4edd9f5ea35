import { parseImage } from "../../images/image-reference";
import { textOf } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { fieldsWithin } from "./fields-within";

/** Code that a proxy loads runs between all callers and all answers. */
export const meshCodeIsLocal: ObjectRule = {
  name: "mesh-code-is-local",
  description:
    "Code that proxies load comes from the proxy's image, or pinned from a host for images.",
  why: "A WasmPlugin makes each proxy, or istiod for it, fetch and run code that sees every request. What comes from a URL or by a tag can change after the review. The rule cannot see what the code does.",
  severity: "critical",
  remediation:
    "Use file://, or oci:// on a host that the site lists for images, with the digest in the reference or under sha256.",
  ways: [37, 38],
  scope: "object",
  kinds: new Set(["extensions.istio.io/WasmPlugin", "extensions.istio.io/TrafficExtension"]),
  check: (object, site) =>
    fieldsWithin(object.spec, "spec").flatMap(({ key, value, path, parent }): Complaint[] => {
      if (key === "lua")
        return [
          {
            path,
            message: "is a program in Lua, which the gate cannot judge",
            remedy: "Leave it out.",
          },
        ];
      const message = key === "url" ? whatIsWrong(value, parent.sha256, site) : undefined;
      return message === undefined ? [] : [{ path, message }];
    }),
  examples: {
    refused: `
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: { name: filter, namespace: team }
spec: { url: "oci://ghcr.io/team/filter:1" }
`,
    accepted: `
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: { name: filter, namespace: team }
spec:
  url: "oci://harbor.example/team/filter@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"
`,
  },
};

function whatIsWrong(url: unknown, sha256: unknown, { imageHosts }: Site): string | undefined {
  if (typeof url !== "string") return "is no text, so nobody can say where the code comes from";
  const [, scheme = "oci", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(url) ?? [];
  if (scheme === "file") return undefined;
  if (scheme.toLowerCase() !== "oci")
    return `is fetched by ${scheme.toLowerCase()}, which leaves no trace of what was run`;
  const image = parseImage(rest);
  if (image === undefined) return "is no image reference that can be read";
  if (!imageHosts.includes(image.host))
    return `comes from ${image.host}, but images of this site come from ${imageHosts.join(" or ")}`;
  const isPinned = /@sha256:[0-9a-f]{64}$/.test(rest) || textOf(sha256) !== undefined;
  return isPinned ? undefined : "has no digest, so the code can change after the review";
}
