import assert from "node:assert/strict";

import { everythingNeededIsOpen } from "../../../policy/verdicts/everything-needed-is-open";
import type { Breach } from "../../../policy/verdicts/verdict";
import { viewOf } from "../../../policy/verdicts/view";
import { flowsOf } from "./flows";
import type { Flow, Raw } from "./objects";
import { shutBut, site } from "./stack";

const breachesOf = (objects: readonly Raw[], at = site): Breach[] => {
  const view = viewOf(objects, at);
  assert.ok(view);
  assert.deepEqual(view.cluster.doubts, []);
  return everythingNeededIsOpen(view);
};

/** The names of what is needed and not open. */
const missingIn = (objects: readonly Raw[], at = site): string[] =>
  [
    ...new Set(
      breachesOf(objects, at).map(
        ({ code, message }) =>
          `${code} ${/^Needed and not open: ([^.]*)\./.exec(message)?.[1] ?? message}`,
      ),
    ),
  ].sort();

describe("everything-needed-is-open", () => {
  it("holds where each flow is open, and nothing more", () => {
    assert.deepEqual(missingIn(shutBut(flowsOf())), []);
  });

  it("holds where Seldon's control plane speaks TLS, by other ports", () => {
    assert.deepEqual(missingIn(shutBut(flowsOf({ tls: true }), { tls: true })), []);
    assert.deepEqual(missingIn(shutBut(flowsOf(), { tls: true })), [
      "NET-NEEDED hodometer counts models",
      "NET-NEEDED model servers register with the scheduler",
      // hodometer's, for its certificate.
      "NET-NEEDED pods ask the API server",
      "NET-NEEDED the controller loads models",
      "NET-NEEDED the model gateway learns of models",
      "NET-NEEDED the pipeline gateway learns of pipelines",
    ]);
  });

  for (const need of new Set(flowsOf().map((flow) => flow.need)))
    it(`says "${need}" without any one of its flows`, () => {
      const flows = flowsOf();
      for (const flow of flows.filter((each) => each.need === need && !isOfTheBank(each))) {
        const others = flows.filter((each) => each !== flow);
        const way = `${titleOf(flow.from)} to ${titleOf(flow.to)}`;
        assert.deepEqual(missingIn(shutBut(others)), [`NET-NEEDED ${need}`], way);
      }
    });

  it("needs nothing of model servers where there is none", () => {
    const flows = flowsOf().filter(
      ({ from, to }) => ![from, to].some((place) => titleOf(place) === "bank/seldon-server"),
    );
    assert.deepEqual(missingIn(shutBut(flows)), []);
  });

  it("needs nothing of parts that have no replica", () => {
    const off = [
      "hodometer",
      "seldon-modelgateway",
      "seldon-pipelinegateway",
      "seldon-dataflow-engine",
    ];
    const flows = flowsOf().filter(
      ({ from, to }) =>
        !off.some((name) => [titleOf(from), titleOf(to)].some((end) => end.endsWith(name))),
    );
    assert.deepEqual(missingIn(shutBut(flows, { off })), []);
    assert.deepEqual(missingIn(shutBut(flows, { off: off.slice(1) })), [
      "NET-NEEDED hodometer counts models",
      "NET-NEEDED usage counts are sent",
    ]);
  });

  it("says which policies hold both ends, which ports are shut, and what to allow", () => {
    const flows = flowsOf().filter(
      ({ need, to }) => !(need === "the controller loads models" && titleOf(to).startsWith("shop")),
    );
    const [breach, ...others] = breachesOf(shutBut(flows));
    assert.deepEqual(others, []);
    assert.match(
      breach?.message ?? "",
      /^Needed and not open: the controller loads models\. From seldon-system\/controller\[Deployment\] to shop\/seldon-scheduler\[\w+\] TCP 9004 is shut: .*Its way out is held by seldon-system\/default-deny, .* The way in to shop\/seldon-scheduler\[\w+\] is held by shop\/default-deny/,
    );
    assert.match(
      breach?.remedy ?? "",
      /^Allow TCP 9004 in a NetworkPolicy: egress of seldon-system\/controller\[Deployment\] to shop\/seldon-scheduler\[\w+\], and ingress of/,
    );
  });

  it("names the one end that is shut where the other is open", () => {
    const objects = shutBut(flowsOf()).filter(
      ({ kind, metadata }) =>
        !(
          kind === "NetworkPolicy" &&
          metadata.namespace === "seldon-system" &&
          metadata.name === "0-egress"
        ),
    );
    const [breach] = breachesOf(objects);
    assert.match(
      breach?.remedy ?? "",
      /egress of seldon-system\/controller\[Deployment\] to [^,]*\.$/,
    );
  });

  it("does not count a block that may hold the pods", () => {
    const flows = flowsOf().map((flow): Flow =>
      flow.need === "the gateway hands calls on" ? { ...flow, to: { cidr: "10.0.0.0/8" } } : flow,
    );
    assert.deepEqual(missingIn(shutBut(flows)), ["NET-NEEDED the gateway hands calls on"]);
  });

  it("wants all stores that are a tenant's own, and one of those that are anybody's", () => {
    const other = flowsOf().map((flow): Flow =>
      "cidr" in flow.to && flow.to.cidr === "10.7.0.2/32"
        ? { ...flow, to: { cidr: "10.7.0.1/32" } }
        : flow,
    );
    assert.deepEqual(missingIn(shutBut(other)), []);
    const away = flowsOf().map((flow): Flow =>
      "namespace" in flow.to && flow.to.namespace === "store"
        ? { ...flow, to: { cidr: "10.7.0.1/32" } }
        : flow,
    );
    assert.deepEqual(missingIn(shutBut(away)), ["NET-NEEDED models are fetched"]);
  });

  it("asks for the site data where the site does not say who comes in, or what is called", () => {
    const { network } = site;
    assert.ok(network);
    const { ingress, ...rest } = network;
    assert.equal(ingress, "ingress-nginx");
    const silent = { ...site, network: { ...rest, destinations: [] } };
    const found = breachesOf(shutBut(flowsOf()), silent);
    const remedies = [
      ...new Set(found.map(({ remedy }) => /network\.[^ ]*( \(for: \w+\))?/.exec(remedy)?.[0])),
    ];
    assert.deepEqual(remedies.sort(), [
      "network.destinations (for: models)",
      "network.destinations (for: pipelines)",
      "network.destinations (for: traces)",
      "network.destinations (for: usage)",
      "network.ingress",
    ]);
  });
});

function titleOf(place: Flow["from"]): string {
  if ("cidr" in place) return place.cidr;
  return [place.namespace, ...Object.values(place.labels ?? {})].join("/");
}

/** It is as the shop, but for its door. */
const isOfTheBank = ({ need, from, to }: Flow): boolean =>
  need !== "the ingress controller hands calls on" &&
  [from, to].some((place) => titleOf(place).startsWith("bank"));
