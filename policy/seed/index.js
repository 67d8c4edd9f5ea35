"use strict";
const pulumi = require("@pulumi/pulumi");
const { version } = require("@pulumi/kubernetes/package.json");

// Renders into a folder, so that no cluster is asked; a preview writes nothing there.
const provider = new pulumi.ProviderResource(
  "kubernetes",
  "nowhere",
  { renderYamlToDirectory: "rendered" },
  { version },
);
// A host that can never be one (RFC 2606), so no site lists it.
new pulumi.CustomResource(
  "kubernetes:core/v1:ConfigMap",
  "seeded",
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "seeded", namespace: "seeded" },
    data: { image: "seeded.invalid/tool:1.0.0" },
  },
  { provider, version },
);
