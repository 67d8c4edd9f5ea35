import assert from "node:assert/strict";

import { everythingNeededIsOpen } from "../../policy/verdicts/everything-needed-is-open";
import { nothingIsWiderThanUsed } from "../../policy/verdicts/nothing-is-wider-than-used";
import { viewOf, type View } from "../../policy/verdicts/view";
import { flowsOf } from "../policy/needed/flows";
import { object, type Raw } from "../policy/needed/objects";
import { shutBut, site } from "../policy/needed/stack";

/** The made-up stack, in which everything needed is open, with one change to its text, or with more objects. */
function viewWith({ change = (text: string) => text, more = [] as readonly Raw[] }): View {
  const objects = JSON.parse(change(JSON.stringify(shutBut(flowsOf())))) as Raw[];
  const view = viewOf([...objects, ...more], site);
  assert.ok(view);
  return view;
}

const missingIn = (view: View) => [
  ...new Set(
    everythingNeededIsOpen(view).map(({ message }) => /open: ([^.]*)\./.exec(message)?.[1]),
  ),
];

describe("what is needed of destinations that objects say", () => {
  const broker = "10.7.1.5:9092";

  it("is every broker that is given by its address", () => {
    const missing = (brokers: string) =>
      missingIn(viewWith({ change: (text) => text.replaceAll(broker, brokers) }));
    assert.deepEqual(missing("10.7.1.5:9092,10.7.1.6:9092"), []);
    assert.deepEqual(missing("10.7.1.5:9092,10.7.1.6:9093"), ["pipelines reach Kafka"]);
  });

  it("is each receiver of usage counts at its own port, which the site has to list", () => {
    const missing = (receiver: string) =>
      missingIn(viewWith({ change: (text) => text.replaceAll("http://10.7.3.1:81/x", receiver) }));
    assert.deepEqual(missing("http://counts.test/x"), []);
    assert.deepEqual(missing("http://counts.test:82/x"), ["usage counts are sent"]);
  });
});

describe("nothing-is-wider-than-used", () => {
  const policy = (podSelector: object) =>
    object("networking.k8s.io/v1", "NetworkPolicy", ["seldon-system", "more"], {
      spec: {
        podSelector,
        policyTypes: ["Egress"],
        egress: [
          {
            to: [{ ipBlock: { cidr: "10.9.0.1/32" } }],
            ports: [{ protocol: "TCP", port: 6443 }],
          },
        ],
      },
    });
  const told = (podSelector: object) =>
    nothingIsWiderThanUsed(viewWith({ more: [policy(podSelector)] }))
      .filter(({ object: { name } }) => name === "more")
      .map(({ code, path }) => `${code} ${path}`);

  it("tells of a policy that opens something to every pod of a namespace of the platform", () => {
    assert.deepEqual(told({}), ["NET-WIDER spec.podSelector"]);
    assert.deepEqual(told({ matchLabels: { "control-plane": "v2-controller-manager" } }), []);
  });
});
