import assert from "node:assert/strict";

import { parseGraph } from "./reach-graph";
import { deny, good, pod, policy, ReachRun, row, web, workflow, yaml } from "./reach-run";

describe("reach", () => {
  const run = ReachRun.each();

  it("lists what is open, of a file, a folder and a stream, YAML or JSON", () => {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: good });
    const path = run.file("a.yaml", yaml(...good));
    for (const [paths, stdin] of [
      [[path], ""],
      [[run.folder], ""],
      [["-"], yaml(...good)],
      [["-"], list],
    ] as const) {
      assert.equal(run.of([...paths], {}, stdin), 0);
      assert.deepEqual(run.json(), [row]);
      assert.equal(run.stderr, "");
    }
  });

  it("writes addresses of both families, port ranges and all ports as rows of their own", () => {
    const open = policy("open", {
      ...web,
      egress: [
        { to: [{ ipBlock: { cidr: "fd00::/126" } }], ports: [{ port: 80, endPort: 90 }] },
        { to: [{ podSelector: { matchLabels: { app: "db" } } }] },
      ],
    });
    const into = policy("into", { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
    run.of(["-"], {}, yaml(deny, open, into, pod("web"), pod("db")));
    const { src } = row;
    const all = { src, dst: "team/db[Pod]", ports: "1-65535" };
    assert.deepEqual(run.json(), [
      { src, dst: "fd00::-fd00::3", protocol: "TCP", ports: "80-90" },
      ...["SCTP", "TCP", "UDP"].map((protocol) => ({ ...all, protocol })),
    ]);
  });

  it("tells people first what no policy holds", () => {
    const node = pod("node", { hostNetwork: true });
    assert.equal(run.of(["-"], { format: "text" }, yaml(...good, node)), 0);
    const [summary, empty, title, first] = run.stdout.split("\n");
    assert.deepEqual([summary, empty], ["3 workloads in 1 namespace, 2 NetworkPolicies", ""]);
    assert.match(title ?? "", /^NO POLICY HOLDS/);
    assert.equal(first, "  in, out  team/node[Pod]  (in its node's network)");
    assert.match(run.stdout, /\n\nteam\/web\[Pod\]\n {2}10\.0\.0\.0-10\.0\.0\.3 +TCP 443\n/);
    run.of(["-"], { format: "text" }, yaml(...good));
    assert.match(run.stdout, /\n\nPolicies hold every workload, in and out\.\n/);
  });

  it("draws a graph with a box for each namespace", () => {
    const odd = { ...pod("odd"), metadata: { name: 'a"b\\', namespace: "other" } };
    assert.equal(run.of(["-"], { format: "dot" }, yaml(...good, odd)), 0);
    const { boxes, arrows } = parseGraph(run.stdout);
    assert.deepEqual(
      [...boxes],
      [
        ["other", ['other/a"b\\[Pod]']],
        ["team", ["team/db[Pod]", "team/web[Pod]"]],
      ],
    );
    assert.ok(arrows.includes("team/web[Pod] -> 10.0.0.0-10.0.0.3: TCP 443"));
    assert.ok(arrows.includes('other/a"b\\[Pod] -> 0.0.0.0-255.255.255.255: all ports'));
  });

  const wrong: [string, string, RegExp][] = [
    ["YAML that is none", `${yaml(...good)}---\na: [`, /stdin is not YAML/],
    ["a document that is no object", yaml(...good, { replicas: 1 }), /kind is missing/],
    [
      "a policy that cannot be read",
      yaml(...good, policy("bad", { podSelectors: {} })),
      /not proved: networking\.k8s\.io\/v1 NetworkPolicy team\/bad: spec\.podSelectors is no field/,
    ],
    [
      "a policy of another kind",
      yaml(...good, { ...workflow, apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy" }),
      /not proved: .*CiliumNetworkPolicy team\/w: kind is a policy of another kind/,
    ],
    [
      "a workload that cannot be read",
      yaml(...good, pod("bad", { hostNetwork: 1 })),
      /not proved: v1 Pod team\/bad: spec\.hostNetwork/,
    ],
  ];
  for (const [what, stdin, says] of wrong)
    it(`prints the rest beside ${what}, and ends with 2`, () => {
      assert.equal(run.of(["-"], {}, stdin), 2);
      assert.deepEqual(run.json(), [row]);
      assert.match(run.stderr, says);
    });

  it("warns of kinds that may make pods, and ends with 0", () => {
    assert.equal(run.of(["-"], {}, yaml(...good, workflow)), 0);
    assert.deepEqual(run.json(), [row]);
    assert.match(run.stderr, /^not proved: argoproj\.io\/v1alpha1 Workflow team\/w: kind .+\n$/);
  });

  it("ends with 2 where there is nothing to judge", () => {
    for (const [paths, stdin] of [
      [["-"], ""],
      [["nowhere"], ""],
      [["-"], '{"apiVersion": "v1", "kind": "List", "items": []}'],
    ] as const) {
      assert.equal(run.of([...paths], {}, stdin), 2);
      assert.match(run.stderr, /holds no object|does not exist/);
    }
  });

  it("refuses JSON that says a key twice, which would hide one of the two", () => {
    const twice = JSON.stringify(deny).replace('"spec":', '"spec":{"podSelector":{}},"spec":');
    assert.equal(run.of(["-"], {}, twice), 2);
    assert.match(run.stderr, /stdin is not YAML: a key is written twice/);
    const quoted = { ...deny, metadata: { ...deny.metadata, annotations: { a: '"b\\": "c":' } } };
    assert.equal(run.of(["-"], {}, JSON.stringify(quoted)), 0);
  });
});
