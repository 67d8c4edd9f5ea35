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

  it("is accepted with a port of its own", () => {
    accepted(receiver("https://counts.test:8443/x"));
  });
});
