import { parse } from "yaml";
import type { Complaint } from "../../rule";
import type { Site } from "../../site/site";
import { BINARY } from "../../texts/binary";
import { childPath } from "../../unknown";
import { fieldsWithin } from "./fields-within";
import { capturesNothing, proxyConfigComplaints } from "./proxy-config";

type Verdict = (value: string, path: string, place: Place) => Complaint[];

/** Where a label or annotation stands, as far as the mesh cares. */
export interface Place {
  readonly site: Site;
  readonly namespace: string | undefined;
  /** A namespace whose pods may stay out of the mesh, as the mesh's own parts do. */
  readonly isFree: boolean;
}

const refuse = (path: string, message: string, remedy = "Leave it out."): Complaint[] => [
  { path, message, remedy },
];

const replaces: Verdict = (_, path) => refuse(path, "replaces what the injector puts into the pod");
const bypasses: Verdict = (value, path) => (value === "" ? [] : [capturesNothing(path)]);
const onlyAll: Verdict = (value, path) => (value === "*" ? [] : [capturesNothing(path)]);
const outsideOfTenants = (allowed: readonly string[]): Verdict => {
  return (value, path, { isFree }) =>
    isFree || allowed.includes(value.toLowerCase())
      ? []
      : refuse(
          path,
          "keeps the proxy away, and the mesh's rules with it",
          "Leave it out, or have the site list the namespace under customResources.unmeshed.",
        );
};

const revision: Verdict = (value, path, { site }) =>
  site.customResources.meshRevisions.includes(value)
    ? []
    : refuse(
        path,
        "names a revision of Istio that the site does not list, so no proxy may be injected",
        "Leave it out, or have the site list the revision under customResources.meshRevisions.",
      );

/** The gateway's template captures nothing: it is for pods that are a proxy and nothing else. */
const templates: Verdict = (value, path, { isFree }) =>
  value
    .split(",")
    .map((name) => name.trim())
    .every((name) => name === "sidecar" || (name === "gateway" && isFree))
    ? []
    : refuse(path, "asks for another template of the injector than the sidecar's");

const settings: Verdict = (text, path, { site, namespace }) => {
  let config: unknown;
  try {
    config = parse(text, { logLevel: "error", customTags: [BINARY] });
  } catch {
    return refuse(path, "is no YAML that can be read");
  }
  return [
    ...fieldsWithin(config, `${path} > `)
      .filter(({ key }) => key === "discoveryAddress" || key === "image")
      .flatMap((field) => refuse(field.path, "is for the mesh to say, not for a pod")),
    ...proxyConfigComplaints(config, `${path} > `, site, namespace),
  ];
};

// The labels and annotations of istio.io's reference that take a pod, or some of its traffic, away from the mesh.
const VERDICTS: Readonly<Record<string, Verdict>> = {
  "sidecar.istio.io/inject": outsideOfTenants(["true"]),
  "istio-injection": outsideOfTenants(["enabled"]),
  "istio.io/dataplane-mode": outsideOfTenants([""]),
  "istio.io/rev": revision,
  "istio.io/use-waypoint": (value, path) =>
    value.toLowerCase() === "none" ? [capturesNothing(path)] : [],
  "ambient.istio.io/redirection": (value, path) =>
    value === "enabled" ? [] : [capturesNothing(path)],
  "ambient.istio.io/bypass-inbound-capture": bypasses,
  "inject.istio.io/templates": templates,
  "proxy.istio.io/config": settings,
  "proxy.istio.io/overrides": replaces,
  "sidecar.istio.io/proxyImage": replaces,
  "sidecar.istio.io/bootstrapOverride": replaces,
  "sidecar.istio.io/userVolume": replaces,
  "sidecar.istio.io/userVolumeMount": replaces,
  "sidecar.istio.io/discoveryAddress": replaces,
  "sidecar.istio.io/interceptionMode": (value, path) =>
    value === "REDIRECT" || value === "TPROXY" ? [] : [capturesNothing(path)],
  "traffic.sidecar.istio.io/includeOutboundIPRanges": onlyAll,
  "traffic.sidecar.istio.io/includeInboundPorts": onlyAll,
  "traffic.sidecar.istio.io/excludeOutboundIPRanges": bypasses,
  "traffic.sidecar.istio.io/excludeOutboundPorts": bypasses,
  "traffic.sidecar.istio.io/excludeInboundPorts": bypasses,
  "traffic.sidecar.istio.io/excludeInterfaces": bypasses,
};

/** What is wrong with the labels or the annotations of a pod, or of what hands them on to pods. */
export const proxyAnnotationComplaints = (
  marks: Readonly<Record<string, unknown>>,
  path: string,
  place: Place,
): Complaint[] =>
  Object.keys(marks).flatMap((key) => {
    if (!Object.hasOwn(VERDICTS, key)) return [];
    const value = marks[key];
    if (value === undefined || value === null) return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return VERDICTS[key]?.(text.trim(), childPath(path, key), place) ?? [];
  });
