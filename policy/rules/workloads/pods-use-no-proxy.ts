import { endpointOf, isInside } from "../../hosts";
import {
  fieldsOf,
  isKind,
  listOf,
  metadataOf,
  textOf,
  type KubernetesObject,
} from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";

/** A proxy is somebody else's way out. */
export const podsUseNoProxy: ObjectRule = {
  name: "pods-use-no-proxy",
  description: "No container sends its traffic through a proxy outside.",
  why: "One variable makes every client in a container talk through a proxy, which then reaches whatever it may. Variables of ConfigMaps are judged in the ConfigMap. Not seen: those of Secrets, and what an image sets.",
  severity: "high",
  remediation: "Remove the variable, or list the proxy's host under hosts of the site.",
  ways: [63],
  examples: {
    refused: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - name: web
      image: harbor.example/platform/web:1.0.0
      env: [{ name: HTTPS_PROXY, value: "http://proxy.example.com:3128" }]
`,
    accepted: `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: team }
spec:
  containers:
    - name: web
      image: harbor.example/platform/web:1.0.0
      env:
        - { name: NO_PROXY, value: "*" }
        - { name: HTTPS_PROXY, value: "http://proxy.team.svc:3128" }
`,
  },
  binds: "in prod",
  scope: "object",
  check(object, site) {
    const namespace = textOf(metadataOf(object).namespace);
    return variablesOf(object).flatMap(({ path, name, value, isElsewhere }): Complaint[] => {
      const isProxy = PROXY.test(name);
      if (isElsewhere)
        return isProxy
          ? [
              {
                path,
                message: `takes ${name} from an object that the gate cannot follow`,
                remedy: "Write the value here.",
              },
            ]
          : [];
      const hosts = isProxy
        ? value.split(/[\s,;]+/)
        : [...value.matchAll(JAVA)].map((match) => match[1] ?? "");
      const outside = hosts
        .filter((host) => host !== "")
        .map((host) => endpointOf(host))
        .filter((endpoint) => endpoint === undefined || !isInside(endpoint, site, namespace));
      return outside.map((endpoint) => ({
        path,
        message: `sends traffic through a proxy on the host ${endpoint?.host ?? "(not readable)"}, which is outside`,
      }));
    });
  },
};

/** `HTTPS_PROXY`, `all_proxy`, `npm_config_https_proxy`, `PIP_PROXY`; not `NO_PROXY` nor `ENABLE_PROXY`. */
const PROXY =
  /^((.+_)?(https?|all|ftp|socks[45]?|wss?|grpc|rsync)|pip|npm_config|git|yarn|curl|java)_?proxy(_url|_host)?$/i;

/** The Java machine's own spelling, in JAVA_TOOL_OPTIONS and in arguments. */
const JAVA = /-D(?:https?\.|ftp\.|socks)proxyHost=([^\s"']+)/gi;

interface Variable {
  readonly path: string;
  readonly name: string;
  readonly value: string;
  readonly isElsewhere: boolean;
}

function variablesOf(object: KubernetesObject): Variable[] {
  if (isKind(object, "", "ConfigMap")) return ofConfigMap(object);
  return podsOf(object).flatMap((pod) =>
    containersOf(pod).flatMap(({ path, container }) => [
      ...listOf(container.env).map((item, index) => {
        const { name, value, valueFrom } = fieldsOf(item);
        const isElsewhere = valueFrom !== undefined && valueFrom !== null;
        const at = `${childPath(`${path}.env`, index)}.${isElsewhere ? "valueFrom" : "value"}`;
        return { path: at, name: textOf(name) ?? "", value: textOf(value) ?? "", isElsewhere };
      }),
      ...["command", "args"].flatMap((field) =>
        listOf(container[field]).map((word, index) => ({
          path: childPath(childPath(path, field), index),
          name: "",
          value: textOf(word) ?? "",
          isElsewhere: false,
        })),
      ),
    ]),
  );
}

/** Only keys that a container could take over as such variables. */
const ofConfigMap = (object: KubernetesObject): Variable[] => {
  const data = fieldsOf(object.data);
  return Object.keys(data)
    .filter(
      (key) => PROXY.test(key) || /^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|JAVA_OPTS)$/.test(key),
    )
    .map((name) => ({
      path: childPath("data", name),
      name,
      value: textOf(data[name]) ?? "",
      isElsewhere: false,
    }));
};
