import assert from "node:assert/strict";

import { injected, injectorOf } from "../charts/injection";
import { istioRendered, istioStandIn } from "../charts/istio-real";

const seccompProfile = { type: "RuntimeDefault" };
const resources = {
  requests: { cpu: "20m", memory: "64Mi" },
  limits: { cpu: "1", memory: "128Mi" },
};
const registry = { hub: "harbor.test/istio", tag: "1.30.3", imagePullSecrets: ["harbor"] };

/** What Pod Security restricted asks of each container. */
const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: 1337,
  runAsNonRoot: true,
  runAsUser: 1337,
};

/** Images that a template names by itself. */
const ownImages = (text: string): string[] =>
  [...text.matchAll(/^\s*(?:- )?image: ([^"{\s]+)$/gm)].map(([, image]) => image ?? "");

describe("the injector of the stand-in for Istio's istiod", function () {
  this.timeout("30s");
  const standIn = istioStandIn("istiod");
  const inject = (template: string, values: object) =>
    injected(injectorOf(standIn.render(values)), template).spec;

  it("puts two containers into a pod, from the registry and with its Secret", () => {
    const spec = inject("sidecar", { cni: { enabled: true }, global: registry });
    assert.deepEqual(
      spec.initContainers?.map(({ name, image }) => [name, image]),
      [
        ["istio-validation", "harbor.test/istio/proxyv2:1.30.3"],
        ["istio-proxy", "harbor.test/istio/proxyv2:1.30.3"],
      ],
    );
    assert.deepEqual(spec.imagePullSecrets, [{ name: "harbor" }]);
  });

  it("gives them what Pod Security restricted asks for and the resources that were set", () => {
    const proxy = { seccompProfile, resources };
    const spec = inject("sidecar", { cni: { enabled: true }, global: { proxy } });
    for (const container of spec.initContainers ?? []) {
      assert.deepEqual(container.securityContext, { ...restricted, seccompProfile });
      assert.deepEqual(container.resources, resources);
    }
  });

  it("leaves seccomp to the pod where no profile is set", () => {
    for (const { securityContext } of inject("sidecar", { cni: { enabled: true } })
      .initContainers ?? [])
      assert.deepEqual(securityContext, restricted);
  });

  it("starts a pod as root where the CNI program does not do it", () => {
    const [first] = inject("sidecar", {}).initContainers ?? [];
    assert.equal(first?.name, "istio-init");
    assert.equal(first.securityContext["runAsUser"], 0);
    assert.deepEqual(first.securityContext["capabilities"], {
      drop: ["ALL"],
      add: ["NET_ADMIN", "NET_RAW"],
    });
  });

  it("puts the proxy's image in the place of the gateway's auto, a whole name as it is", () => {
    const proxy = { image: "harbor.test/own/proxy@sha256:0" };
    const [container] = inject("gateway", { global: { proxy } }).containers ?? [];
    assert.equal(container?.name, "istio-proxy");
    assert.equal(container.image, proxy.image);
  });

  it("names one image by itself, in a template that a value replaces", () => {
    const { templates } = injectorOf(standIn.render());
    const named = Object.entries(templates).filter(([, text]) => ownImages(text).length > 0);
    assert.deepEqual(
      named.map(([name]) => name),
      ["grpc-simple"],
    );
    const values = { sidecarInjectorWebhook: { templates: { "grpc-simple": "{}" } } };
    assert.equal(injectorOf(standIn.render(values)).templates["grpc-simple"], "{}");
  });

  it("names the images that Istio's templates name", function () {
    const images = (stream: string): string[] =>
      Object.values(injectorOf(stream).templates).flatMap(ownImages);
    const real = images(istioRendered(this, "istiod"));
    assert.equal(real.length, 1);
    assert.deepEqual(images(standIn.render()), real);
  });
});
