import assert from "node:assert/strict";
import { parse } from "yaml";

import { baseValues } from "../../istio/base-values";
import { cniValues } from "../../istio/cni-values";
import { gatewayValues } from "../../istio/gateway-values";
import { hubAndTag } from "../../istio/images";
import { istiodValues } from "../../istio/istiod-values";
import { replicasOf } from "../../istio/replicas";
import { Istio } from "../../schema/istio";
import { imageReference } from "../../seldon/image";
import { istioImages } from "../../versions";
import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";

const registry = { host: "harbor.test:8443", prefix: "mirror" };
const pullSecrets = ["harbor"];
const settings = Istio.parse({ enabled: true });
const shared = { ...hubAndTag(registry, istioImages), pullSecrets, settings };
const istiod = (replicas: number, change: object = {}) =>
  istiodValues({ ...shared, settings: Istio.parse(change), replicas });

describe("the images of Istio's charts", () => {
  for (const place of [registry, { host: "harbor.test" }, undefined])
    it(`come from ${place ? [place.host, "prefix" in place && place.prefix].filter(Boolean).join("/") : "upstream"}, as hub and tag say it for all`, () => {
      const { hub, tag } = hubAndTag(place, istioImages);
      for (const [name, pin] of Object.entries({
        pilot: istioImages.pilot,
        proxyv2: istioImages.proxy,
        "install-cni": istioImages.cni,
      }))
        assert.equal(`${hub}/${name}:${tag}`, imageReference(place, pin));
    });

  it("are the charts' own by name, so that hub and tag are enough", function () {
    const of = (chart: string) => {
      const file = parse(realData(this, `istio-1.30.3/${chart}.values.yaml`)) as Record<
        string,
        unknown
      >;
      return file["_internal_defaults_do_not_set"] as {
        image: string;
        global: { proxy: { image: string }; proxy_init: { image: string } };
      };
    };
    const { image, global } = of("istiod");
    assert.deepEqual(
      [image, global.proxy.image, global.proxy_init.image, of("cni").image],
      ["pilot", "proxyv2", "proxyv2", "install-cni"],
    );
  });

  it("have nothing in the injector that pulls busybox from the internet", () => {
    assert.equal(istiod(1).sidecarInjectorWebhook.templates["grpc-simple"], "{}");
  });
});

describe("the CRDs of chart base", () => {
  it("are all left to crds/, each by its name", function () {
    this.timeout("20s");
    const stream = realData(this, "istio-1.30.3/base.rendered.yaml");
    const crds = objectsOf(stream).filter(({ kind }) => kind === "CustomResourceDefinition");
    assert.ok(crds.length > 10);
    assert.deepEqual(
      baseValues([]).base.excludedCRDs,
      crds.map(({ metadata }) => metadata.name).sort(),
    );
  });
});

describe("istiod", () => {
  it("writes nothing of its own into the webhooks' failure policy later", () => {
    assert.equal(istiod(1).base.validationFailurePolicy, "Fail");
    assert.equal(baseValues([]).base.validationFailurePolicy, "Fail");
  });

  it("injects a proxy that Pod Security restricted admits, with what the stack file gives it", () => {
    const { global, cni, seccompProfile } = istiod(1, { proxy: { limits: { cpu: 1 } } });
    assert.deepEqual(cni, { enabled: true });
    assert.deepEqual(seccompProfile, { type: "RuntimeDefault" });
    assert.deepEqual(global.proxy.seccompProfile, { type: "RuntimeDefault" });
    assert.deepEqual(global.proxy.resources, {
      requests: { cpu: "20m", memory: "64Mi" },
      limits: { cpu: "1", memory: "256Mi" },
    });
  });

  it("gives the proxy the same where the stack file says nothing", () => {
    assert.deepEqual(istiod(1).global.proxy.resources, {
      requests: { cpu: "20m", memory: "64Mi" },
      limits: { cpu: "500m", memory: "256Mi" },
    });
  });

  it("lets nothing out that is not named, and speaks no older TLS", () => {
    const { meshConfig: mesh } = istiod(1);
    assert.equal(mesh.outboundTrafficPolicy.mode, "REGISTRY_ONLY");
    assert.equal(mesh.meshMTLS.minProtocolVersion, "TLSV1_3");
    assert.ok(mesh.enableAutoMtls);
  });
});

describe("the replicas of the mesh", () => {
  it("are two of each in prod, one in dev, and what the stack file says in both", () => {
    assert.deepEqual(replicasOf(settings, "prod"), { istiod: 2, gateway: 2 });
    assert.deepEqual(replicasOf(settings, "dev"), { istiod: 1, gateway: 1 });
    assert.deepEqual(replicasOf(Istio.parse({ replicas: { gateway: 3 } }), "dev"), {
      istiod: 1,
      gateway: 3,
    });
  });

  it("are fixed, and spread over nodes where there are several", () => {
    const [two, one] = [istiod(2), istiod(1)];
    assert.deepEqual([two.autoscaleEnabled, two.replicaCount], [false, 2]);
    assert.deepEqual(one.topologySpreadConstraints, []);
    assert.deepEqual(two.topologySpreadConstraints[0]?.labelSelector.matchLabels, {
      istio: "pilot",
    });
    const gateway = gatewayValues({ pullSecrets, replicas: 3 });
    assert.deepEqual([gateway.autoscaling.enabled, gateway.replicaCount], [false, 3]);
    assert.deepEqual(gateway.topologySpreadConstraints[0]?.labelSelector.matchLabels, {
      app: "istio-ingressgateway",
      istio: "ingressgateway",
    });
  });
});

describe("the gateway", () => {
  it("has no Service of the chart's, and opens ports 80 and 443 without being root", () => {
    const { service, securityContext } = gatewayValues({ pullSecrets, replicas: 1 });
    assert.equal(service.type, "None");
    assert.deepEqual(securityContext, {
      seccompProfile: { type: "RuntimeDefault" },
      sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }],
    });
  });
});

describe("istio-cni", () => {
  it("uses the nodes' own folders, and those that the stack file names", () => {
    const { cniBinDir, cniConfDir, global } = cniValues(shared);
    assert.deepEqual([cniBinDir, cniConfDir], ["/opt/cni/bin", "/etc/cni/net.d"]);
    assert.ok(!("platform" in global));
    const own = Istio.parse({ cni: { binDir: "/var/lib/bin", confDir: "/etc/own" } });
    const other = cniValues({ ...shared, settings: own });
    assert.deepEqual([other.cniBinDir, other.cniConfDir], ["/var/lib/bin", "/etc/own"]);
  });
});
