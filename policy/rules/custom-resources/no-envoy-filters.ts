import type { ObjectRule } from "../../rule";

/** A patch of Envoy's own settings can do whatever Envoy can. */
export const noEnvoyFilters: ObjectRule = {
  name: "no-envoy-filters",
  description: "Nothing patches the settings of proxies behind Istio's back.",
  why: "An EnvoyFilter can add clusters, gRPC services and Lua code that call any host, and take away listeners that enforce mTLS. No other rule reads it. Where one is needed, waive that very object.",
  severity: "critical",
  remediation: "Leave it out, and say what is wanted with Istio's other kinds.",
  ways: [39],
  scope: "object",
  kinds: new Set(["networking.istio.io/EnvoyFilter"]),
  check: () => [
    { path: "spec", message: "patches Envoy's own settings, which the gate cannot judge" },
  ],
  examples: {
    refused: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: limits, namespace: team }
spec: { configPatches: [] }
`,
    accepted: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: limits, namespace: team }
spec: { host: api, trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 } } } }
`,
  },
};
