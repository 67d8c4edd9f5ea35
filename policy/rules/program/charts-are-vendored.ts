import { fieldsOf, textOf } from "../../kubernetes-object";
import type { Complaint, ProgramRule } from "../../rule";
import { isRemote } from "./is-remote";

const CHART =
  /^kubernetes:helm\.sh\/v[234]:(Chart|Release)$|^kubernetes-cert-manager:index:CertManager$/;

/** The argument is a file beside the program or below it, and so one that `charts/lock.json` can hold a digest of. */
const isArchive = (chart: string): boolean =>
  !isRemote(chart) && !/^([/\\~]|[a-z]:)/i.test(chart) && /[^/\\]\.tgz$/.test(chart);

/** Each chart is a file of this checkout, whose bytes people have seen. */
export const chartsAreVendored: ProgramRule = {
  name: "charts-are-vendored",
  description: "Every chart is an archive of this checkout, never one that a registry serves.",
  why: "A chart from a registry is fetched by whoever runs the update, and may be another one tomorrow. The engine tells no policy the arguments of components that a provider makes, such as helm.sh/v4 Chart: there the lint of the program's text refuses them, and every rule judges the objects under them.",
  severity: "critical",
  remediation:
    "Give it the archive of a chart that charts/lock.json names: make charts fetches it.",
  ways: [126],
  examples: {
    refused: `- urn: urn:pulumi:prod::platform::kubernetes:helm.sh/v3:Release::web
  type: kubernetes:helm.sh/v3:Release
  name: web
  props: { chart: "oci://registry.example/charts/web", name: web, namespace: team }`,
    accepted: `- urn: urn:pulumi:prod::platform::kubernetes:helm.sh/v3:Release::web
  type: kubernetes:helm.sh/v3:Release
  name: web
  props: { chart: .charts/web-1.0.0.tgz, repositoryOpts: { repo: "" }, name: web, namespace: team }`,
  },
  scope: "program",
  alone: true,
  check: (resources) =>
    resources.flatMap(({ urn, type, props = {} }) => {
      if (!CHART.test(type)) return [];
      const inner = "helmOptions" in props ? "helmOptions." : "";
      const args = inner === "" ? props : fieldsOf(props.helmOptions);
      return complaints(args).map((each) => ({ ...each, urn, path: `${inner}${each.path}` }));
    }),
};

function complaints(args: Readonly<Record<string, unknown>>): Complaint[] {
  const found: Complaint[] = [];
  // Not quoted: an address may hold a password.
  for (const field of ["repositoryOpts", "fetchOpts"])
    for (const key of ["repo", "username", "password"])
      if (textOf(fieldsOf(args[field])[key]) !== undefined)
        found.push({
          path: `${field}.${key}`,
          message: "has a chart fetched from a repository",
          remedy: `Remove ${field}, and give it the archive of a locked chart.`,
        });
  if (textOf(args.repo) !== undefined)
    found.push({ path: "repo", message: "has a chart fetched from a repository" });
  for (const field of ["chart", "path"]) {
    const chart = textOf(args[field]);
    if (chart === undefined || isArchive(chart)) continue;
    const what = isRemote(chart) ? "is the address of a chart" : "names a chart by no archive";
    found.push({ path: field, message: `${what}, not a file of this checkout` });
  }
  if (args.dependencyUpdate === true)
    found.push({
      path: "dependencyUpdate",
      message: "has other charts fetched before this one is rendered",
      remedy: "Remove it, and pack the chart with the charts that it needs.",
    });
  return found;
}
