import { fieldsOf, isKind, metadataOf, type KubernetesObject } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { childPath } from "../../unknown";

const of = (group: string, ...kinds: string[]): string[] => kinds.map((kind) => `${group}/${kind}`);

const SOURCES = new Set([
  ...of("source.toolkit.fluxcd.io", "Bucket", "ExternalArtifact", "GitRepository", "HelmChart"),
  ...of("source.toolkit.fluxcd.io", "HelmRepository", "OCIRepository"),
  ...of("source.extensions.fluxcd.io", "ArtifactGenerator"),
  ...of("helm.toolkit.fluxcd.io", "HelmRelease"),
  ...of("kustomize.toolkit.fluxcd.io", "Kustomization"),
  ...of("image.toolkit.fluxcd.io", "ImageRepository", "ImagePolicy", "ImageUpdateAutomation"),
  ...of("fluxcd.controlplane.io", "FluxInstance", "ResourceSet", "ResourceSetInputProvider"),
  ...of("argoproj.io", "Application", "ApplicationSet", "AppProject", "ArgoCD"),
  ...of("argocd-image-updater.argoproj.io", "ImageUpdater"),
  // k3s installs charts by these.
  ...of("helm.cattle.io", "HelmChart", "HelmChartConfig"),
  ...of("fleet.cattle.io", "GitRepo", "HelmOp", "Bundle"),
  ...of("kapp.k14s.io", "App"),
  ...of("kappctrl.k14s.io", "App"),
  ...of("packaging.carvel.dev", "PackageInstall", "PackageRepository"),
  ...of("operators.coreos.com", "CatalogSource", "Subscription"),
]);

const SECRET_TYPE = "argocd.argoproj.io/secret-type";

/** A second hand that applies objects applies them without this gate. */
export const noGitopsSources: ObjectRule = {
  name: "no-gitops-sources",
  description:
    "Nothing else fetches and applies objects: no source of Flux, Argo CD, Fleet or k3s' own charts.",
  why: "Such a controller fetches charts, manifests or images from where its source says, and what it applies has passed no gate. That the source lies inside does not help. Controllers that nobody here knows are for kinds-are-known.",
  severity: "high",
  remediation: "Leave it out, and have this program make what it would have made.",
  ways: [56],
  scope: "object",
  kinds: new Set([...SOURCES, "/Secret"]),
  check(object): Complaint[] {
    if (isKind(object, "", "Secret")) return secret(object);
    return [{ path: "kind", message: "fetches or applies what has passed no gate" }];
  },
  examples: {
    refused: `
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: charts, namespace: team }
spec: { url: "https://charts.example.com" }
`,
    accepted: `
apiVersion: v1
kind: Secret
metadata: { name: charts, namespace: team, labels: { app: charts } }
`,
  },
};

/** Argo CD reads repositories and clusters from Secrets with this label. */
function secret(object: KubernetesObject): Complaint[] {
  const mark = fieldsOf(metadataOf(object).labels)[SECRET_TYPE];
  if (mark === undefined || mark === null) return [];
  return [
    {
      path: childPath("metadata.labels", SECRET_TYPE),
      message: "makes the Secret a repository or a cluster of Argo CD",
    },
  ];
}
