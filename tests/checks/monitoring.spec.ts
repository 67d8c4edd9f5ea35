import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const monitoring = (namespace: string, labels: object = {}) => ({
  monitoring: { namespace, labels },
});

describe("where Prometheus runs", () => {
  it("is no namespace of a tenant or of the controller", () => {
    for (const namespace of ["team-a", "seldon-system"])
      assert.deepEqual(problems(monitoring(namespace)), [
        `monitoring.namespace: "${namespace}" is a namespace of this platform, and Prometheus reads every tenant's metrics; run it in a namespace of its own`,
      ]);
  });

  it("is any other namespace", () => {
    for (const namespace of ["monitoring", "team-a2"]) accepted(monitoring(namespace));
  });
});

describe("the labels of monitors", () => {
  it("are refused where the API server would refuse them", () => {
    assert.deepEqual(problems(monitoring("monitoring", { "my label": "x" })), [
      'monitoring.labels.my label: "x" is under no legal key of a label; write it as in release or example.org/team',
    ]);
    assert.deepEqual(problems(monitoring("monitoring", { release: "my prometheus" })), [
      'monitoring.labels.release: "my prometheus" is no label value; use up to 63 letters, digits, - _ and .',
    ]);
  });

  it("are accepted with and without a prefix", () => {
    accepted(monitoring("monitoring", { release: "prometheus", "example.org/team": "" }));
  });
});

describe("a further receiver of usage counts", () => {
  const receiver = (url: string) => ({ hodometer: { extraPublishUrls: [url] } });

  it("is refused where it is no URL, and once only", () => {
    for (const url of ["http://[", "ftp://counts.test", "http://"])
      assert.deepEqual(problems(receiver(url)), [
        `hodometer.extraPublishUrls[0]: "${url}" is no URL; write http://host/path`,
      ]);
  });

  it("is refused by a port that no egress opens", () => {
    const egress = [{ cidrs: ["10.20.0.33/32"], port: 8080 }];
    const hodometer = { extraPublishUrls: ["https://counts.test/x"], egress };
    assert.deepEqual(problems({ hodometer }), [
      'hodometer.extraPublishUrls[0]: "https://counts.test/x" names port 443, which no item of egress opens; add it there',
    ]);
  });

  it("is refused in prod at an address of the internet, and anywhere in a namespace of the platform", () => {
    const at = (target: object) => ({ hodometer: { egress: [{ ...target, port: 8443 }] } });
    const prod = { environment: "prod", registry: { host: "h.test", username: "u" } };
    assert.deepEqual(problems({ ...prod, ...at({ cidrs: ["93.184.216.34/32"] }) }), [
      'hodometer.egress[0].cidrs[0]: "93.184.216.34/32" is not inside a private range, and prod reaches receivers of counts only in its own network; write an address inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7',
    ]);
    accepted({ ...prod, ...at({ cidrs: ["10.20.0.33/32"] }) });
    assert.deepEqual(problems(at({ namespace: "seldon-system" })), [
      'hodometer.egress[0].namespace: "seldon-system" is a namespace of this platform, which lets no tenant in; run it in a namespace of its own',
    ]);
  });

  it("is accepted by Seldon's own port, and by another where egress says where it is", () => {
    accepted(receiver("http://counts.test/x"));
    for (const place of [{ cidrs: ["10.20.0.33/32"] }, { namespace: "counts" }]) {
      const egress = [{ ...place, port: 8443 }];
      accepted({ hodometer: { extraPublishUrls: ["https://counts.test:8443/x"], egress } });
    }
  });
});
