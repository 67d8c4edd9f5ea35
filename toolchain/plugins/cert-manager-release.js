"use strict";
const pulumi = require("@pulumi/pulumi");

/** @typedef {Record<string, any>} Values */

const DEFAULT_CHART = "cert-manager";
const DEFAULT_REPOSITORY = "https://charts.jetstack.io";

/** The component's typed inputs: each is a top-level key of the chart's values. */
exports.TYPED_INPUTS = [
  "affinity",
  "cainjector",
  "clusterResourceNamespace",
  "containerSecurityContext",
  "deploymentAnnotations",
  "extraArgs",
  "extraEnv",
  "extraVolumeMounts",
  "extraVolumes",
  "featureGates",
  "global",
  "http_proxy",
  "https_proxy",
  "image",
  "ingressShim",
  "installCRDs",
  "no_proxy",
  "nodeSelector",
  "podAnnotations",
  "podDnsConfig",
  "podDnsPolicy",
  "podLabels",
  "prometheus",
  "replicaCount",
  "resources",
  "securityContext",
  "serviceAccount",
  "serviceAnnotations",
  "serviceLabels",
  "startupapicheck",
  "strategy",
  "tolerations",
  "webhook",
];

/** What is taken over from `helmOptions` as it is. */
exports.RELEASE_OPTIONS = [
  "atomic",
  "cleanupOnFail",
  "createNamespace",
  "dependencyUpdate",
  "description",
  "devel",
  "disableCRDHooks",
  "disableOpenapiValidation",
  "disableWebhooks",
  "forceUpdate",
  "keyring",
  "lint",
  "manifest",
  "maxHistory",
  "name",
  "namespace",
  "postrender",
  "recreatePods",
  "renderSubchartNotes",
  "replace",
  "resetValues",
  "resourceNames",
  "reuseValues",
  "skipAwait",
  "skipCrds",
  "timeout",
  "verify",
  "version",
  "waitForJobs",
];

/**
 * The typed inputs whose values may be secret or known late. In the official component the other ones,
 * `helmOptions` itself and all values under it are plain Go values, which can be neither.
 */
const LATE_INPUTS = [
  "cainjector",
  "global",
  "image",
  "ingressShim",
  "prometheus",
  "serviceAccount",
  "startupapicheck",
  "webhook",
];

/**
 * The official component refuses a secret or late value in a plain place, or, deeper inside a map,
 * writes the secret in plain. Here it is always refused.
 * @param {any} value
 * @param {string} place
 */
function demandPlain(value, place) {
  if (pulumi.Output.isInstance(value))
    throw new Error(
      `${place} is secret or known only after an update, and the component takes nothing but a plain value there. Give it a plain value.`,
    );
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) demandPlain(inner, `${place}.${key}`);
}

/**
 * What is not set, null or empty of pointers, is no key at all once Go has encoded it: on every level.
 * @param {any} value
 * @returns {any}
 */
function withoutNulls(value) {
  if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value)) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/**
 * The arguments of the one Helm release behind a CertManager. A typed input replaces the key of the
 * same name in `helmOptions.values` even when it is not set: the empty pointer takes the key's place,
 * and is then left out as it is encoded, so that the key is lost and the chart's default holds.
 * @param {Values} inputs of the component
 * @returns {import("@pulumi/kubernetes/helm/v3/release").ReleaseArgs}
 */
exports.releaseArguments = (inputs) => {
  for (const name of exports.TYPED_INPUTS)
    if (!LATE_INPUTS.includes(name)) demandPlain(inputs[name], name);
  const options = inputs.helmOptions ?? {};
  if (pulumi.Output.isInstance(options)) demandPlain(options, "helmOptions");
  demandPlain(options.values, "helmOptions.values");
  const set = exports.TYPED_INPUTS.filter((name) => inputs[name] !== undefined);
  const typed = Object.fromEntries(set.map((name) => [name, inputs[name]]));
  const others = Object.entries(options.values ?? {}).filter(
    ([key]) => !exports.TYPED_INPUTS.includes(key),
  );
  return {
    ...Object.fromEntries(exports.RELEASE_OPTIONS.map((name) => [name, options[name]])),
    chart: options.chart ?? DEFAULT_CHART,
    // Empty is not unset: it takes the public repository away.
    repositoryOpts: {
      ...options.repositoryOpts,
      repo: options.repositoryOpts?.repo ?? DEFAULT_REPOSITORY,
    },
    values: withoutNulls({ ...Object.fromEntries(others), ...typed }),
  };
};
