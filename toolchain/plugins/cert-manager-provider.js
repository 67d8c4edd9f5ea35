"use strict";
const pulumi = require("@pulumi/pulumi");
const { Release } = require("@pulumi/kubernetes/helm/v3/release");
const { releaseArguments } = require("./cert-manager-release");

const TYPE = "kubernetes-cert-manager:index:CertManager";

/** cert-manager as one Helm release, named and typed as the official component names and types it. */
class CertManager extends pulumi.ComponentResource {
  /**
   * @param {string} name
   * @param {Record<string, any>} inputs
   * @param {pulumi.ComponentResourceOptions} opts
   */
  constructor(name, inputs, opts) {
    super(TYPE, name, {}, opts);
    const release = new Release(`${name}-helm`, releaseArguments(inputs), { parent: this });
    this.status = release.status;
    this.registerOutputs({ status: this.status });
  }
}

/**
 * @param {string} version
 * @returns {import("@pulumi/pulumi/provider").Provider}
 */
exports.certManagerProvider = (version) => ({
  version,
  async construct(name, type, inputs, opts) {
    if (type !== TYPE)
      throw new Error(
        `${type} is not a type of this stand-in for the official kubernetes-cert-manager plugin. It has ${TYPE}.`,
      );
    const component = new CertManager(name, inputs, opts);
    return { urn: component.urn, state: { status: component.status } };
  },
});
