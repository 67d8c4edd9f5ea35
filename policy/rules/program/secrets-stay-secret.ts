import { fieldsOf, textOf } from "../../kubernetes-object";
import { containersOf, podsOf } from "../../pods";
import type { Complaint, ProgramResource, ProgramRule } from "../../rule";
import { childPath } from "../../unknown";
import { isPackaging } from "./charts-render";
import { isKubeconfig } from "./is-kubeconfig";

const SECRET_NAME =
  /(^|[_.-])(PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY|CREDENTIALS)$/i;
const SECRET_FIELD = /(password|passphrase|secret|token|privateKey|secretKey|accessKey)$/i;
const PRIVATE_KEY = /-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/;
/** Seldon's word for the name of a Secret. */
const NAMES_SECRET = /^SELDON_KAFKA_\w+_SECRET$/;
/** A path, a name that is put in later, a switch or a number: nothing to keep. */
const NO_SECRET = /^(\/|\$\(|(true|false|none|\d+)$)/i;

/** What must not be read by whoever reads the state, the logs or a ConfigMap. */
export const secretsStaySecret: ProgramRule = {
  name: "secrets-stay-secret",
  description: "Keys and passwords are marked as secret, and lie in Secrets alone.",
  why: "What is not marked as secret stands in plain in the state, in diffs and in logs. A key in a ConfigMap or in the environment of a pod is read by all who may look at either. Known by the names of fields and by the shape of private keys: a password under a harmless name is not seen, nor one in a text among others. What a chart writes into its own Secrets comes from values that are plain already.",
  severity: "critical",
  remediation: "Read it by requireSecret, or wrap it in pulumi.secret.",
  ways: [138],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::kubernetes:core/v1:Secret::login
  type: kubernetes:core/v1:Secret
  name: login
  props: { apiVersion: v1, kind: Secret, metadata: { name: login }, stringData: { user: robot } }
  secrets: []`,
    accepted: `- urn: urn:pulumi:prod::platform::kubernetes:core/v1:Secret::login
  type: kubernetes:core/v1:Secret
  name: login
  props: { apiVersion: v1, kind: Secret, metadata: { name: login }, stringData: { user: robot } }
  secrets: [stringData]`,
  },
  scope: "program",
  alone: true,
  check: (resources) =>
    resources.flatMap((resource) => {
      const { urn, type } = resource;
      return complaints(resource, type).map((complaint) => ({ ...complaint, urn }));
    }),
};

function complaints(resource: ProgramResource, type: string): Complaint[] {
  if (/^kubernetes:core\/v1:Secret(Patch)?$/.test(type)) return secret(resource);
  if (type.startsWith("kubernetes:") && !isPackaging(type)) return inPlain(resource.props ?? {});
  return Object.keys(resource.props ?? {})
    .filter((key) => {
      const text = textBehind(resource.props, key);
      return text !== undefined && (SECRET_FIELD.test(key) || isKubeconfig(key, text));
    })
    .filter((key) => !isMarked(key, resource.secrets))
    .map((path) => ({ path, message: "is not marked as secret, and will stand in the state" }));
}

function secret({ urn, props = {}, secrets }: ProgramResource): Complaint[] {
  // Whose parent is a chart: its data is made of the chart's values.
  if (/helm\.sh\/v\d:Chart\$/.test(urn)) return [];
  return ["data", "stringData"].flatMap((field) => {
    const values = Object.getOwnPropertyDescriptor(props, field)?.value as unknown;
    return Object.keys(fieldsOf(values))
      .map((key) => ({ key, path: childPath(field, key) }))
      .filter(({ path }) => !isMarked(path, secrets))
      .filter(({ key }) => {
        const text = textBehind(values, key);
        return text !== undefined && !isCertificate(text, field === "data");
      })
      .map(({ path }) => ({
        path,
        message: "is not marked as secret, and will stand in the state",
      }));
  });
}

/** Without a guard: an unknown value is not read, and need not be, as nobody can print it. */
const textBehind = (fields: unknown, key: string): string | undefined =>
  textOf(Object.getOwnPropertyDescriptor(fieldsOf(fields), key)?.value);

const isCertificate = (text: string, isBase64: boolean): boolean => {
  const plain = isBase64 ? Buffer.from(text, "base64").toString("utf8") : text;
  return plain.startsWith("-----BEGIN CERTIFICATE-----") && !PRIVATE_KEY.test(plain);
};

/** Marked itself, or within something that is. */
const isMarked = (path: string, secrets: readonly string[] = []): boolean =>
  secrets.some(
    (marked) =>
      marked === "" ||
      path === marked ||
      path.startsWith(`${marked}.`) ||
      path.startsWith(`${marked}[`),
  );

function inPlain(object: Readonly<Record<string, unknown>>): Complaint[] {
  const remedy = "Put it into a Secret, and let the pod read it by secretKeyRef or as a file.";
  const variables = podsOf(object).flatMap((pod) =>
    containersOf(pod).flatMap(({ path, container }) =>
      entriesOf(container.env).flatMap(([index, variable]) =>
        isSecretName(textOf(variable.name) ?? "") && isSecret(textBehind(variable, "value"))
          ? [
              {
                path: `${path}.env[${index}].value`,
                message: "is a key or password in plain",
                remedy,
              },
            ]
          : [],
      ),
    ),
  );
  const data = object.kind === "ConfigMap" ? fieldsOf(object.data) : {};
  const texts = Object.keys(data).flatMap((key) => {
    const text = textBehind(data, key) ?? "";
    if (!PRIVATE_KEY.test(text) && !(SECRET_NAME.test(key) && isSecret(text))) return [];
    return [
      { path: childPath("data", key), message: "is a key or password in a ConfigMap", remedy },
    ];
  });
  return [...variables, ...texts];
}

const isSecretName = (name: string): boolean => SECRET_NAME.test(name) && !NAMES_SECRET.test(name);

const isSecret = (text: string | undefined): boolean =>
  text !== undefined && text !== "" && !NO_SECRET.test(text);

const entriesOf = (list: unknown): [number, Readonly<Record<string, unknown>>][] =>
  Array.isArray(list) ? list.map((item: unknown, index) => [index, fieldsOf(item)]) : [];
