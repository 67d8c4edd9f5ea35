import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const prod = { environment: "prod", registry: { host: "harbor.test", username: "robot" } };
const istio = (change: object = {}) => ({ istio: { enabled: true, ...change } });

describe("the pods of the mesh in prod", () => {
  for (const part of ["istiod", "gateway"])
    it(`are refused where there is one of ${part} alone`, () => {
      assert.deepEqual(problems({ ...prod, ...istio({ replicas: { [part]: 1 } }) }), [
        `istio.replicas.${part}: 1 is too few for prod, where a node may fail; write 2 or more, or remove it`,
      ]);
      accepted({ ...prod, ...istio({ replicas: { [part]: 2 } }) });
      accepted({ ...prod, ...istio() });
      accepted(istio({ replicas: { [part]: 1 } }));
    });

  it("do not matter where the mesh is off", () => {
    accepted({ ...prod, istio: { enabled: false, replicas: { istiod: 1 } } });
  });
});

describe("the authority of the mesh", () => {
  it("is refused where nobody installs it", () => {
    assert.deepEqual(problems(istio({ authority: "certManager" })), [
      'istio.authority: "certManager" names what is not installed; write certManager, or authority: istiod',
    ]);
    accepted({ certManager: { authority: "selfSigned" }, ...istio({ authority: "certManager" }) });
    accepted(istio({ authority: "istiod" }));
    accepted({ istio: { authority: "certManager" } });
  });
});

describe("what a proxy asks for", () => {
  it("is refused above what it may use", () => {
    const proxy = (cpu: string) => istio({ proxy: { requests: { cpu }, limits: { cpu: "100m" } } });
    assert.deepEqual(problems(proxy("101m")), [
      'istio.proxy.requests.cpu: "101m" is more than limits.cpu, which is 100m; lower it, or raise limits.cpu',
    ]);
    accepted(proxy("100m"));
  });
});
