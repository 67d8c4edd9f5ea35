import { fieldsOf, textOf } from "../../kubernetes-object";
import valid from "semver/functions/valid";
import type { CheckoutRule, Complaint } from "../../rule";
import { childPath } from "../../unknown";
import { fieldsIn } from "./program-file";

const LOCK = /(^|\/)charts\/lock\.json$/;
const TEMPLATE = /(^|\/)templates\/.*\.(ya?ml|tpl|txt|json)$/;

/** Functions of templates that ask a cluster, a name server or the clock, or draw lots. */
const UNSTEADY =
  /\{\{[^}]*?(?<![\w.$"-])(lookup|getHostByName|now|ago|uuidv4|rand(?:Alpha|Numeric|Ascii|AlphaNum|Bytes|Int)|shuffle|gen(?:CA|CAWithKey|SelfSignedCert|SelfSignedCertWithKey|SignedCert|SignedCertWithKey|PrivateKey)|bcrypt|htpasswd|encryptAES|env|expandenv)\b(?=[\s("'`)]|\s*\}|\s*\|)/g;

/** What the gate rendered must be what the update renders. */
export const chartsRenderTheSame: CheckoutRule = {
  name: "charts-render-the-same",
  description:
    "A chart is locked to its bytes, and renders the same wherever and whenever it is rendered.",
  why: "A template that looks up objects, draws passwords or asks a name server comes out differently at the update than in the preview that was judged, and the last is a way out by itself. Which Kubernetes version and which kinds a template asks for is allowed, and may differ between two clusters: the preview of an update is judged against the cluster itself. Templates inside of archives are seen where they are handed over unpacked.",
  severity: "high",
  remediation: "Give the value in the stack file instead of having the chart make it up.",
  ways: [129],
  examples: {
    refused: `charts/web/templates/web.yaml: 'data: { password: "{{ randAlphaNum 20 }}" }'`,
    accepted: `charts/web/templates/web.yaml: 'data: { password: "{{ .Values.now }}" }'`,
  },
  scope: "checkout",
  check: (files) =>
    [...files].flatMap(([file, text]) => {
      const found = LOCK.test(file) ? lock(text) : TEMPLATE.test(file) ? template(text) : [];
      return found.map((complaint) => ({ ...complaint, file }));
    }),
};

function lock(text: string): Complaint[] {
  const { fields, problem } = fieldsIn(text);
  if (problem) return [problem];
  return Object.entries(fieldsOf(fields.charts)).flatMap(([name, chart]) => {
    const path = childPath("charts", name);
    const { version, sha256 } = fieldsOf(chart);
    const found: Complaint[] = [];
    if (valid(textOf(version) ?? "") === null)
      found.push({
        path: `${path}.version`,
        message: "is no exact version",
        remedy: "Let make charts FROM=… write the lock.",
      });
    if (!/^[0-9a-f]{64}$/.test(textOf(sha256) ?? ""))
      found.push({
        path: `${path}.sha256`,
        message: "is no digest, so the chart may be any",
        remedy: "Let make charts FROM=… write the lock.",
      });
    return found;
  });
}

function template(text: string): Complaint[] {
  const code = text.replace(/\{\{-?\s*\/\*[^]*?\*\/\s*-?\}\}/g, "");
  const names = [...code.matchAll(UNSTEADY)]
    .map(([, name = ""]) => name)
    .filter((name, index, all) => name !== "" && all.indexOf(name) === index);
  return names.map((name) => ({
    path: "",
    message: `calls ${name}, and so renders otherwise at another time or place`,
  }));
}
