import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

describe("an add-on of the mesh", () => {
  const kiali = (namespace: string) => ({ addOns: { kiali: { namespace } } });
  const istio = { enabled: true };
  const refused = (namespace: string) => [
    `addOns.kiali.namespace: "${namespace}" is a namespace of this platform, where it would reach nothing; run it in a namespace of its own`,
  ];

  it("is refused in a namespace that the platform keeps shut", () => {
    for (const namespace of ["istio-system", "team-a"])
      assert.deepEqual(problems({ istio, ...kiali(namespace) }), refused(namespace));
  });

  it("is accepted in another, and beside a mesh that others have installed", () => {
    accepted({ istio, ...kiali("observability") });
    accepted(kiali("istio-system"));
  });
});
