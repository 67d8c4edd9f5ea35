import assert from "node:assert/strict";
import { parseImage } from "../../policy/images/image-reference";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("parseImage", () => {
  const hosts: [string, string][] = [
    ["nginx", "docker.io"],
    ["nginx:5000", "docker.io"],
    ["library/nginx", "docker.io"],
    ["seldonio/mlserver:1.7.1", "docker.io"],
    ["harbor/mlserver:1.7.1", "docker.io"],
    ["docker.io/istio/proxyv2", "docker.io"],
    ["localhost/x", "localhost"],
    ["harbor:5000/x", "harbor:5000"],
    ["harbor.local:5000/team/deep/er/x:5000", "harbor.local:5000"],
    ["Harbor.local/x:1", "Harbor.local"],
    ["harbor.local./x:1", "harbor.local."],
    ["docker.io/harbor.local/x:1", "docker.io"],
    ["[fd00::1]:5000/x:1", "[fd00::1]:5000"],
    ["härbor.local/x:1", "härbor.local"],
    [`harbor.local/x@${DIGEST}`, "harbor.local"],
    [`harbor.local/x:1@${DIGEST}`, "harbor.local"],
  ];
  for (const [reference, host] of hosts)
    it(`takes ${reference} from ${host}`, () => {
      assert.equal(parseImage(reference)?.host, host);
    });

  it("takes repository, tag and digest apart", () => {
    assert.deepEqual(parseImage(`h.io:1/a/b:1.0@${DIGEST}`), {
      host: "h.io:1",
      hostIsWritten: true,
      repository: "a/b",
      tag: "1.0",
      digest: DIGEST,
    });
  });

  const rubbish = [
    "",
    "/x",
    "h.io/",
    "h.io/X",
    "a b",
    "x:",
    "x@sha256:abc",
    "$(VAR)",
    "user:pw@h.io/x",
    "http://h.io/x",
  ];
  for (const text of rubbish)
    it(`finds no image in "${text}"`, () => {
      assert.equal(parseImage(text), undefined);
    });
});
