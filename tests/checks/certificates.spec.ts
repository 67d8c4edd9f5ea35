import assert from "node:assert/strict";

import * as made from "../certificates/made-up";
import { accepted, problems } from "../setup-config";

const egress = [{ cidrs: ["10.20.0.50/32"], port: 443 }];
const acme = (change: object = {}) => ({
  certManager: {
    authority: "selfSigned",
    acme: { server: "https://acme.test/directory", email: "ops@example.org", egress, ...change },
  },
});
const prod = (change: object) => ({
  environment: "prod",
  registry: { host: "harbor.test", username: "robot" },
  ...change,
});
const given = { certificate: made.intermediate, root: made.root };
const authority = (certManager: object) => ({ certManager });

describe("an ACME server", () => {
  it("is refused in prod", () => {
    assert.deepEqual(problems(prod(acme())), [
      'certManager.acme.server: "https://acme.test/directory" is an ACME server, and prod reaches nobody outside for its certificates; remove certManager.acme, and sign below certManager.intermediate',
    ]);
    accepted(acme());
    accepted(prod(authority({ authority: "selfSigned" })));
  });

  it("is refused where no way out leads to it", () => {
    assert.deepEqual(problems(acme({ server: "https://acme.test:14000/dir" })), [
      'certManager.acme.server: "https://acme.test:14000/dir" names port 14000, which no item of egress opens; add it there',
    ]);
    assert.deepEqual(problems(acme({ server: "https://10.20.0.51/dir" })), [
      'certManager.acme.server: "https://10.20.0.51/dir" names 10.20.0.51, which is in no item of egress with port 443; add it there',
    ]);
    accepted(acme({ server: "https://10.20.0.50/dir" }));
    accepted(
      acme({ server: "https://acme.test:14000/dir", egress: [{ ...egress[0], port: 14000 }] }),
    );
    accepted(acme({ server: "https://[fd00::1]/dir" }));
  });

  it("is refused in a namespace of the platform", () => {
    for (const namespace of ["cert-manager", "team-a"])
      assert.deepEqual(problems(acme({ egress: [{ namespace, port: 443 }] })), [
        `certManager.acme.egress[0].namespace: "${namespace}" is a namespace of this platform, which lets no stranger in; run the server in a namespace of its own`,
      ]);
    accepted(acme({ egress: [{ namespace: "step-ca", port: 443 }] }));
  });
});

describe("the authority of certificates", () => {
  it("is refused as given when none is, and as made here when one is given", () => {
    assert.deepEqual(problems(authority({ authority: "intermediate" })), [
      "certManager.intermediate: is missing, and authority is intermediate; write its certificate and root, or authority: selfSigned",
    ]);
    const [both = ""] = problems(authority({ authority: "selfSigned", intermediate: given }));
    assert.match(
      both,
      /^certManager\.intermediate: .* is of no effect with authority: selfSigned; remove it, or write authority: intermediate$/,
    );
    accepted(authority({ authority: "intermediate", intermediate: given }));
    accepted(authority({ authority: "selfSigned" }));
  });

  it("is refused when its certificate or its root cannot be read", () => {
    const broken = "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n";
    for (const key of ["certificate", "root"])
      for (const pem of [broken, made.root + broken]) {
        const intermediate = { ...given, [key]: pem };
        const [sentence = "", ...more] = problems(
          authority({ authority: "intermediate", intermediate }),
        );
        assert.deepEqual(more, []);
        assert.match(
          sentence,
          new RegExp(
            `^certManager\\.intermediate\\.${key}: "-----BEGIN .* is PEM that holds no readable certificate; write it anew, from: openssl x509 -in <file>$`,
          ),
        );
      }
    const chain = { ...given, certificate: made.below + made.intermediate };
    accepted(authority({ authority: "intermediate", intermediate: chain }));
  });
});
