import assert from "node:assert/strict";

import { platformPods } from "../../network/flows/pods";
import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";
import * as platform from "./platform";

const { landscape, everything, ground } = platform;
const names = "TCP 53, UDP 53";

/** Whatever is chosen: both ends named, and nothing open beside these. */
const always = {
  "client > gateway": "TCP 80, TCP 443, TCP 15021",
  "gateway > istiod": "TCP 15012",
  "gateway > dns": names,
  "apiServer > istiod": "TCP 15017",
  "istiod > dns": names,
  "istiod > apiServer": "TCP 6443",
  "cni > apiServer": "TCP 6443",
  "apiServer > metalLb": "TCP 9443",
  "metalLb > dns": names,
  "metalLb > apiServer": "TCP 6443",
  "apiServer > webhook": "TCP 10250",
  "certManager > dns": names,
  "certManager > apiServer": "TCP 6443",
  "webhook > dns": names,
  "webhook > apiServer": "TCP 6443",
  "injector > dns": names,
  "injector > apiServer": "TCP 6443",
};
const reached = (place: typeof landscape) =>
  platform.reached(platform.policiesOf(place, []), ground);

describe("what Seldon stands on", () => {
  it("talks as its parts need, and not otherwise, where nothing further is chosen", () => {
    assert.deepEqual(reached(landscape), always);
  });

  it("is scraped by Prometheus where it is named: istiod and the gateway, and nothing else", () => {
    assert.deepEqual(reached({ ...landscape, monitoringNamespace: "monitoring" }), {
      ...always,
      "prometheus > istiod": "TCP 15014",
      "prometheus > gateway": "TCP 15020",
    });
  });

  it("has its webhooks called from further addresses of the API servers, and on no other port", () => {
    const { apiServer } = everything;
    assert.deepEqual(reached({ ...landscape, apiServer }), {
      ...always,
      "webhookCaller > istiod": "TCP 15017",
      "webhookCaller > metalLb": "TCP 9443",
      "webhookCaller > webhook": "TCP 10250",
    });
  });

  it("orders certificates from the ACME server where there is one, by cert-manager's controller alone", () => {
    const { acmeServer } = everything;
    assert.deepEqual(reached({ ...landscape, acmeServer }), {
      ...always,
      "certManager > acme": "TCP 8443",
    });
  });

  it("has the gateway hand on the ACME server's question where the door's certificate comes from there", () => {
    assert.deepEqual(reached({ ...landscape, acmeSolvers: true }), {
      ...always,
      "gateway > gatewaySolver": "TCP 8089",
    });
  });

  it("is not changed by what Seldon has: Kafka, traces, TLS to the schedulers", () => {
    const { kafka, tracing, controlPlaneTls } = everything;
    assert.deepEqual(reached({ ...landscape, kafka, tracing, controlPlaneTls }), always);
  });

  it("is selected by labels that the real charts put on pods that are not in the node's network", function () {
    const of = (file: string, ...ends: (keyof typeof platformPods)[]) => ({ file, ends });
    for (const { file, ends } of [
      of("istio-1.30.3/istiod.rendered.yaml", "istiod"),
      of("istio-1.30.3/cni.rendered.yaml", "cni"),
      of("metallb-0.15.3/rendered.yaml", "metalLbController"),
      of(
        "cert-manager-1.21.1/rendered.yaml",
        "certManager",
        "certManagerWebhook",
        "certManagerInjector",
      ),
    ])
      for (const end of ends) {
        const labels = Object.entries(platformPods[end].labels);
        const pods = podsIn(realData(this, file)).filter((pod) =>
          labels.every(([key, value]) => pod.metadata.labels?.[key] === value),
        );
        assert.equal(pods.length, 1, end);
        assert.equal(pods[0]?.spec.hostNetwork, undefined, end);
      }
  });

  it("has no row for MetalLB's speakers, which are in the node's network where no policy holds them", function () {
    const speakers = podsIn(realData(this, "metallb-0.15.3/rendered.yaml")).filter(
      ({ spec }) => spec.hostNetwork,
    );
    assert.deepEqual(
      speakers.map(({ metadata }) => metadata.labels?.["app.kubernetes.io/component"]),
      ["speaker"],
    );
  });
});

describe("the gateway's label", () => {
  it("is the one that its chart makes of the release's name, less the istio- in front", function () {
    const [pod] = podsIn(realData(this, "istio-1.30.3/gateway.rendered.yaml"));
    const { app = "", istio } = pod?.metadata.labels ?? {};
    assert.equal(app, "istio-gateway");
    assert.equal(istio, app.replace(/^istio-/, ""));
    assert.equal(platformPods.gateway.labels.istio, "ingressgateway");
  });
});

interface Pod {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: { readonly hostNetwork?: boolean };
}

/** The pods of a rendered chart that run for good; CRDs, by far the most of it, are not even parsed. */
function podsIn(rendered: string): Pod[] {
  const documents = rendered.split(/^---$/m).filter((text) => /^kind: D\w+$/m.test(text));
  return objectsOf(documents.join("\n---\n")).flatMap((object) => {
    const { kind, spec } = object as { kind: string; spec?: { template?: Pod } };
    return ["Deployment", "DaemonSet"].includes(kind) && spec?.template ? [spec.template] : [];
  });
}
