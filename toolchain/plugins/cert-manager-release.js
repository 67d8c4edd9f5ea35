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
 * Keeps a plain object plain: one unknown or secret entry must not make its neighbours so.
 * @param {any} input
 * @param {(value: any) => any} change
 */
const mapped = (input, change) =>
  pulumi.Output.isInstance(input) ? input.apply(change) : change(input);

/**
 * @param {any} container
 * @param {string} key
 */
const field = (container, key) => mapped(container, (value) => value?.[key]);

/**
 * @param {any} input
 * @param {any} fallback
 */
const defaulted = (input, fallback) => mapped(input, (value) => value ?? fallback);

/**
 * @param {Values} typed
 * @returns {(values: Values | undefined) => Values}
 */
const overlaid = (typed) => (values) => {
  const rest = Object.entries(values ?? {}).filter(([key]) => !exports.TYPED_INPUTS.includes(key));
  return { ...Object.fromEntries(rest), ...typed };
};

/**
 * The arguments of the one Helm release behind a CertManager. A typed input replaces the key of the
 * same name in `helmOptions.values` even when it is not set, so that such a key there is lost.
 * @param {Values} inputs of the component
 * @returns {import("@pulumi/kubernetes/helm/v3/release").ReleaseArgs}
 */
exports.releaseArguments = (inputs) => {
  const options = inputs.helmOptions;
  const set = exports.TYPED_INPUTS.filter((name) => inputs[name] !== undefined);
  const typed = Object.fromEntries(set.map((name) => [name, inputs[name]]));
  const repository = (/** @type {Values | undefined} */ given) => ({
    ...given,
    repo: defaulted(given?.repo, DEFAULT_REPOSITORY),
  });
  return {
    ...Object.fromEntries(exports.RELEASE_OPTIONS.map((name) => [name, field(options, name)])),
    chart: defaulted(field(options, "chart"), DEFAULT_CHART),
    repositoryOpts: mapped(field(options, "repositoryOpts"), repository),
    values: mapped(field(options, "values"), overlaid(typed)),
  };
};
