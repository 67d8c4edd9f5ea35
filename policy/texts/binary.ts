import type { ScalarTag } from "yaml";

/** `!!binary`: Go's parser makes text of what is marked so, and programs in Go read most of what the gate reads. */
export const BINARY: ScalarTag = {
  tag: "tag:yaml.org,2002:binary",
  resolve: (text) => Buffer.from(text, "base64").toString("utf8"),
};
