import assert from "node:assert/strict";
import { DEV, deployment, findingsOf, PROD, seldon } from "./objects";

const found = (document: unknown, site = PROD) =>
  findingsOf("hodometer-off-in-prod", [document], site);
const runtime = (...overrides: object[]) =>
  seldon("SeldonRuntime", { seldonConfig: "default", overrides });
const workload = (name: string, kind: string, replicas?: number) => ({
  ...deployment({}),
  kind,
  metadata: { name, namespace: "team" },
  spec: { replicas },
});

describe("hodometer-off-in-prod", () => {
  const other = { name: "seldon-envoy", replicas: 1, serviceType: "ClusterIP" };

  it("accepts a SeldonRuntime whose override says replicas: 0", () => {
    assert.deepEqual(found(runtime(other, { name: "hodometer", replicas: 0 })), []);
    assert.deepEqual(found(runtime({ name: "hodometer", replicas: 0, disable: true })), []);
  });

  const refused: [string, object[], string, RegExp][] = [
    ["without an override", [other], "spec.overrides", /no override for hodometer/],
    [
      "with one replica",
      [other, { name: "hodometer", replicas: 1 }],
      "spec.overrides[1].replicas",
      /replicas: 1/,
    ],
    ["without a number", [{ name: "hodometer" }], "spec.overrides[0].replicas", /which means 1/],
    [
      "with the number as text",
      [{ name: "hodometer", replicas: "0" }],
      "spec.overrides[0].replicas",
      /no number/,
    ],
    [
      "with disable: true alone",
      [{ name: "hodometer", disable: true }],
      "spec.overrides[0].replicas",
      /without Ready for ever/,
    ],
    [
      "that says it twice and differs",
      [
        { name: "hodometer", replicas: 0 },
        { name: "hodometer", replicas: 2 },
      ],
      "spec.overrides[1].replicas",
      /replicas: 2/,
    ],
  ];
  for (const [what, overrides, path, words] of refused)
    it(`refuses a SeldonRuntime ${what}`, () => {
      const [finding, ...rest] = found(runtime(...overrides));
      assert.deepEqual(rest, []);
      assert.equal(finding?.path, path);
      assert.match(finding.message, words);
      assert.match(finding.remedy, /replicas: 0/);
    });

  it("refuses a SeldonRuntime that has no overrides at all", () => {
    assert.equal(found(seldon("SeldonRuntime", {})).length, 1);
  });

  for (const kind of ["Deployment", "StatefulSet"])
    it(`wants a ${kind} named hodometer to have no replica`, () => {
      const counts = [0, 1, undefined].map(
        (count) => found(workload("hodometer", kind, count)).length,
      );
      assert.deepEqual(counts, [0, 1, 1]);
      assert.deepEqual(found(workload("hodometer-dashboard", kind, 1)), []);
    });

  const publishing = (value: unknown, name = "PUBLISH_URL", component = "hodometer") =>
    found(
      seldon("SeldonConfig", {
        components: [
          {
            name: component,
            podSpec: {
              containers: [
                {
                  name: "c",
                  env: [
                    { name: "A", value: "b" },
                    { name, ...(value as object) },
                  ],
                },
              ],
            },
          },
        ],
      }),
    );

  const outside = [
    "http://hodometer.seldon.io",
    "hodometer.seldon.io",
    "http://192.0.2.1/x",
    "http://50529027/",
    "http://x.svc.evil.com",
    "http://a.svc,https://b.com",
  ];
  for (const value of outside)
    it(`refuses a SeldonConfig that publishes to ${value}`, () => {
      const [finding] = publishing({ value });
      assert.equal(finding?.path, "spec.components[0].podSpec.containers[0].env[1].value");
      assert.equal(publishing({ value }, "EXTRA_PUBLISH_URLS").length, 1);
      assert.deepEqual(publishing({ value }, "OTHER_URL"), []);
      assert.deepEqual(publishing({ value }, "PUBLISH_URL", "scheduler"), []);
    });

  for (const value of [
    "",
    undefined,
    "http://collector",
    "http://collector.team.svc:8080/x",
    "http://c.team.svc.cluster.local",
  ])
    it(`accepts a SeldonConfig that publishes to ${JSON.stringify(value)}`, () => {
      assert.deepEqual(publishing({ value }), []);
    });

  it("refuses an address that comes from somewhere else", () => {
    assert.match(
      publishing({ valueFrom: { secretKeyRef: {} } })[0]?.message ?? "",
      /cannot follow/,
    );
  });

  it("leaves dev alone", () => {
    assert.deepEqual(found(runtime({ name: "hodometer", replicas: 1 }), DEV), []);
  });
});
