// Helm's post-renderer for Seldon's setup chart: manifests on stdin, manifests on stdout. The chart makes
// the cluster-wide binding even when it is told to make no ClusterRole. Left on the cluster it would give
// the controller whatever a ClusterRole of that name comes to allow, and no value of the chart prevents it.
"use strict";

const { readFileSync } = require("node:fs");
const { parse } = require("yaml");

/** Helm puts this line before each object; within one, YAML itself forbids it. */
const separator = /^---$/m;

const isClusterBinding = (object) =>
  object?.kind === "ClusterRoleBinding" && object.roleRef?.name === "seldon-v2-manager-role";

// The text of all others is passed on as it is: writing YAML anew could change what a value means.
const withoutClusterBinding = (manifests) =>
  manifests
    .split(separator)
    .filter((text) => !isClusterBinding(parse(text)))
    .join("---");

if (require.main === module) process.stdout.write(withoutClusterBinding(readFileSync(0, "utf8")));
