// Helm's post-renderer for the program in crds/: manifests on stdin, those of CustomResourceDefinitions on
// stdout. The charts of Istio, MetalLB and cert-manager have no value that renders nothing but these.
"use strict";

const { readFileSync } = require("node:fs");
const { parse } = require("yaml");

/** Helm puts this line before each object; within one, YAML itself forbids it. */
const separator = /^---$/m;

// The text of each is passed on as it is: writing YAML anew could change what a value means.
const onlyCrds = (manifests) =>
  manifests
    .split(separator)
    .filter((text) => parse(text)?.kind === "CustomResourceDefinition")
    .map((text) => `---\n${text.replace(/^\n/, "")}`)
    .join("");

if (require.main === module) process.stdout.write(onlyCrds(readFileSync(0, "utf8")));
