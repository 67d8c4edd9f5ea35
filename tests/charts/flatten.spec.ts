import assert from "node:assert/strict";

import { differences, leavesOf } from "./flatten";

const pod = (spec: string): ReturnType<typeof leavesOf> =>
  leavesOf(`kind: Pod\nmetadata: { name: a }\nspec: ${spec}\n`);

describe("leavesOf", () => {
  it("names a leaf by object, keys and the names of list items", () => {
    assert.equal(
      pod("{ containers: [{ name: b, image: c }] }").get("Pod/a.spec.containers[b].image"),
      '"c"',
    );
  });

  it("keeps empty maps and null apart from nothing", () => {
    assert.deepEqual(differences(pod("{ a: {}, b: null }"), pod("{}")).slice(1), [
      "- Pod/a.spec.a: {}",
      "- Pod/a.spec.b: null",
    ]);
  });

  it("keeps every item of a list in which two share a name", () => {
    const twice = pod("{ env: [{ name: A, value: x }, { name: A, value: y }] }");
    assert.equal(twice.get("Pod/a.spec.env[0].value"), '"x"');
    assert.equal(twice.get("Pod/a.spec.env[1].value"), '"y"');
  });

  it("passes over empty documents", () => {
    assert.equal(leavesOf("---\n---\n# nothing\n").size, 0);
  });
});

describe("differences", () => {
  it("sees neither the order of named items nor that of verbs", () => {
    assert.deepEqual(
      differences(
        pod("{ env: [{ name: A }, { name: B }], verbs: [get, list] }"),
        pod("{ verbs: [list, get], env: [{ name: B }, { name: A }] }"),
      ),
      [],
    );
  });

  it("sees the order of arguments, which means something", () => {
    assert.equal(differences(pod("{ args: [a, b] }"), pod("{ args: [b, a] }")).length, 4);
  });

  it("tells a number from its text", () => {
    assert.deepEqual(differences(pod("{ port: 80 }"), pod('{ port: "80" }')), [
      '+ Pod/a.spec.port: "80"',
      "- Pod/a.spec.port: 80",
    ]);
  });
});
