import assert from "node:assert/strict";

import { charts } from "../../versions";
import { valueAt, valueLeaves } from "./default-values";
import { defaultsOf, istioCharts, istioStandIn, istioValues } from "./istio-real";
import { unknownKeys } from "./known-keys";

/** What a template takes as it is: a map that is handed on whole, or an empty one to fill in. */
const whole = ["podAnnotations", "labels", "meshConfig", "resources", "requests", "limits"];

/** Handed to the injector as it is, like all that lies beside it. */
const forTheInjector = ["rewriteAppHTTPProbe"];

/** In the data these are those of a development build. */
const ofTheRelease: Readonly<Record<string, string>> = {
  "global.hub": "docker.io/istio",
  "global.tag": charts.istiod.version,
};

for (const chart of istioCharts)
  describe(`the values of the stand-in for Istio's ${chart}`, () => {
    const standIn = istioStandIn(chart);
    const ours = defaultsOf(standIn.values);

    it("are all under the key that Istio keeps its defaults under", () => {
      assert.deepEqual(Object.keys(standIn.values), ["_internal_defaults_do_not_set"]);
    });

    it("are all read by a template", () => {
      const unread = valueLeaves(ours, whole)
        .map(([path]) => path.at(-1) ?? "")
        .filter((key) => !new RegExp(`\\.${key}\\b`).test(standIn.templates))
        .filter((key) => !forTheInjector.includes(key));
      assert.deepEqual(unread, []);
    });

    describe("beside those of Istio's chart", () => {
      let real: Record<string, unknown>;
      before(function () {
        real = istioValues(this, chart);
      });

      it("have no key that Istio's chart does not have", () => {
        assert.deepEqual(unknownKeys(ours, real, []), []);
      });

      it("have the same defaults, hub and tag those of the release", () => {
        for (const [path, value] of valueLeaves(ours, whole)) {
          const key = path.join(".");
          assert.deepEqual(value, ofTheRelease[key] ?? valueAt(real, path), key);
        }
      });
    });
  });
