import type { Way } from "../attack";
import type { Random } from "../random";
import { outsideName } from "./making/hosts";
import { fileWay } from "./making/programs";

const project = (more: string): Readonly<Record<string, string>> => ({
  "Pulumi.yaml": `name: seldon-platform\nruntime: nodejs\n${more}`,
});

const stack = (more: string): Readonly<Record<string, string>> => ({
  "Pulumi.yaml": "name: seldon-platform\nruntime: nodejs\n",
  "Pulumi.prod.yaml": `${more}config:\n  seldon-platform:environment: prod\n`,
});

const lockFile = (random: Random, entry: object): Readonly<Record<string, string>> => ({
  "package.json": JSON.stringify({ name: "seldon-platform", dependencies: { x: "1.0.0" } }),
  "package-lock.json": JSON.stringify({
    name: "seldon-platform",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "seldon-platform", dependencies: { x: "1.0.0" } },
      "node_modules/zod": { version: "4.0.0", integrity: "sha512-AAAA" },
      [random.pick(["node_modules/x", "node_modules/zod/node_modules/x"])]: {
        version: "1.0.0",
        integrity: "sha512-BBBB",
        ...entry,
      },
    },
  }),
});

const template = (text: string): Readonly<Record<string, string>> => ({
  "charts/web/templates/web.yaml": `apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n${text}\n`,
});

const locked = (fields: object): Readonly<Record<string, string>> => ({
  "charts/lock.json": JSON.stringify({
    charts: {
      base: { version: "1.30.3", sha256: "3b".repeat(32) },
      istiod: { version: "1.30.3", sha256: "87".repeat(32), ...fields },
    },
  }),
});

/** Ways 129, 136 and 137, which lie in files beside the program. */
export const CHECKOUT: readonly Way[] = [
  fileWay(129, "charts-render-the-same", "a chart that renders otherwise elsewhere", [
    (random) =>
      template(
        random.pick([
          'data: {{ (lookup "v1" "Secret" "x" "y").data }}',
          '{{- $found := lookup "v1" "Namespace" "" "" }}\n{{- if $found }}\ndata: {}\n{{- end }}',
          "data:\n  p: {{ randAlphaNum 20 | b64enc }}",
          "data:\n  p: {{ default (randAlphaNum 20) .Values.p | b64enc | quote }}",
          'data:\n  ip: {{ getHostByName "evil.com" }}',
          'data:\n  at: {{ now | date "2006" }}',
          "data:\n  id: {{ uuidv4 }}",
          '{{- $ca := genCA "ca" 365 -}}\ndata:\n  ca: {{ $ca.Cert }}',
          '{{-\n  if not (lookup "v1" "Pod" "a" "b")\n}}\ndata: {}\n{{ end }}',
        ]),
      ),
    (random) =>
      locked(
        random.pick<object>([
          { version: random.pick(["latest", "1.x", "^1.30.0", "1.30", "*", ""]) },
          { sha256: undefined },
          { sha256: random.pick(["", "0a1b", "87".repeat(31), "sha256:any"]) },
        ]),
      ),
  ]),
  fileWay(136, "backend-is-ours", "a state file or its key in somebody's cloud", [
    (random) =>
      project(
        `backend:\n  url: ${random.pick([
          "https://api.pulumi.com",
          "s3://state-bucket",
          "gs://state-bucket",
          "azblob://state",
          `https://${outsideName(random)}`,
          "s3://state?endpoint=evil.com",
          `postgres://u@${outsideName(random)}:5432/state`,
        ])}\n`,
      ),
    (random) =>
      stack(
        `secretsprovider: ${random.pick([
          "awskms://alias/key?region=eu-west-1",
          "azurekeyvault://vault.vault.azure.net/keys/k",
          "gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k",
          "hashivault://key",
        ])}\nencryptedkey: AAAA\n`,
      ),
  ]),
  fileWay(
    137,
    "lock-file-is-plain",
    "a dependency from elsewhere, or that runs at its installation",
    [
      (random) => lockFile(random, { resolved: `https://${outsideName(random)}/x/-/x-1.0.0.tgz` }),
      (random) =>
        lockFile(random, { resolved: `git+ssh://git@${outsideName(random)}/x/x.git#0a1b2c` }),
      (random) =>
        lockFile(random, { resolved: `git+https://${outsideName(random)}/x/x.git#0a1b2c` }),
      (random) => lockFile(random, { hasInstallScript: true }),
      (random) => lockFile(random, { resolved: `http://${outsideName(random)}/x.tgz` }),
      (random) => ({
        ...lockFile(random, {}),
        ".npmrc": random.pick([
          `registry=https://${outsideName(random)}/\n`,
          `@x:registry=https://${outsideName(random)}/\n`,
          ` registry = http://${outsideName(random)}\n`,
        ]),
      }),
    ],
  ),
];
