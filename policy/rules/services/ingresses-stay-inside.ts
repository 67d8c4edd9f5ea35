import { isInside } from "../../hosts";
import {
  fieldsOf,
  groupOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import type { Site } from "../../site/site";
import { textsOf } from "../../texts";
import { addressesIn } from "../../texts/addresses";
import { childPath } from "../../unknown";

/** Of an annotation or a setting that holds the language of the proxy itself, nobody can say what it does. */
const SNIPPET =
  /(^|[/-])(snippets?|auth-snippet|config-(frontend|backend|global|tcp|defaults))(-\w+)?$/;

/** Annotations that hold a host, without a scheme too. */
const HOLDS_HOST =
  /\/(auth-(url|signin|proxy)|upstream-vhost|mirror-(target|host)|(permanent|temporal|proxy)-redirect(-(to|from))?|request-redirect|redirect-to|server-alias-target|oauth-uri-prefix|auth-forward|set-host|auth-realm-url)$/;

/** A controller at the edge calls whom its annotations name, with the caller's headers. */
export const ingressesStayInside: ObjectRule = {
  name: "ingresses-stay-inside",
  description:
    "No Ingress sends a call, a copy of it, or the question who calls, to anything but a Service.",
  why: "The controller asks an external auth URL with the headers of each call, mirrors to any host, and runs what stands in a snippet. A backend that is a resource is whatever its controller makes of it. Read are Ingresses, Traefik's kinds, and the settings of ingress-nginx in a ConfigMap. Not seen: annotations of controllers that nobody here knows, but for the URLs and hosts in them; a host of an Ingress, by which callers come in.",
  severity: "high",
  remediation: "Name a Service of the cluster (name.namespace.svc), or leave it out.",
  ways: [82],
  examples: {
    refused: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: team
  annotations: { nginx.ingress.kubernetes.io/auth-url: https://login.vendor.com/check }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
`,
    accepted: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: team
  annotations: { nginx.ingress.kubernetes.io/auth-url: http://login.team.svc/check }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
`,
  },
  binds: "in prod",
  scope: "object",
  check(object, site) {
    if (isKind(object, "", "ConfigMap")) return settings(object);
    if (/^traefik\.(io|containo\.us)$/.test(groupOf(object))) return outside(object, site);
    // Those of before Kubernetes 1.22 too.
    if (!isKind(object, "networking.k8s.io", "Ingress") && !isKind(object, "extensions", "Ingress"))
      return [];
    return [...snippets(object), ...backends(object), ...outside(object, site)];
  },
};

const snippets = (object: KubernetesObject): Complaint[] =>
  Object.keys(fieldsOf(metadataOf(object).annotations))
    .filter((name) => SNIPPET.test(name))
    .map((name) => ({
      path: childPath("metadata.annotations", name),
      message: "holds settings of the proxy itself, which may send calls anywhere",
      remedy: "Leave the snippet out.",
    }));

function backends(object: KubernetesObject): Complaint[] {
  const spec = fieldsOf(object.spec);
  const all = [
    { path: "spec.defaultBackend", backend: spec.defaultBackend },
    ...listOf(spec.rules).flatMap((rule, index) =>
      listOf(fieldsOf(fieldsOf(rule).http).paths).map((path, place) => ({
        path: `spec.rules[${index}].http.paths[${place}].backend`,
        backend: fieldsOf(path).backend,
      })),
    ),
  ];
  return all
    .filter(({ backend }) => (fieldsOf(backend).resource ?? null) !== null)
    .map(({ path }) => ({
      path: `${path}.resource`,
      message: "sends calls to a resource, which may stand for any host",
      remedy: "Name a Service instead.",
    }));
}

function outside(object: KubernetesObject, site: Site): Complaint[] {
  const namespace = textOf(metadataOf(object).namespace);
  const isIngress = object.kind === "Ingress";
  return textsOf(object)
    .filter(({ path }) => !isIngress || path.startsWith("metadata.annotations"))
    .flatMap(({ path, name, value }) =>
      addressesIn({ name: HOLDS_HOST.test(name) ? "host" : name, value })
        .filter((address) => !isInside(address, site, namespace))
        .map(({ host }) => ({ path, message: `names the host ${host}, which lies outside` })),
    );
}

function settings(object: KubernetesObject): Complaint[] {
  const data = fieldsOf(object.data);
  return Object.keys(data).flatMap((key) => {
    const path = childPath("data", key);
    if (key === "allow-snippet-annotations" && String(data[key]) === "true")
      return [
        {
          path,
          message: "is true, so whoever writes an Ingress writes settings of the proxy",
          remedy: "Set it to false.",
        },
      ];
    return /^(main|http|server|location|stream)-snippet$/.test(key) &&
      textOf(data[key]) !== undefined
      ? [
          {
            path,
            message: "holds settings of the proxy itself, which may send calls anywhere",
            remedy: "Leave the snippet out.",
          },
        ]
      : [];
  });
}
