import assert from "node:assert/strict";

import { viewOf, type View } from "../../../policy/verdicts/view";
import { flowsOf } from "./flows";
import { object, type Flow, type Raw } from "./objects";
import { named } from "./platform";
import { shutBut, site } from "./stack";

/** istiod's settings. */
export const settings = (mesh: string): Raw =>
  object("v1", "ConfigMap", ["istio-system", "istio"], { data: { mesh } });

const strict = (home: string, name: string, ports?: readonly number[]): Raw =>
  object("security.istio.io/v1", "PeerAuthentication", [home, name], {
    spec: {
      ...(ports && { selector: { matchLabels: named(name) } }),
      mtls: { mode: "STRICT" },
      ...(ports && {
        portLevelMtls: Object.fromEntries(ports.map((port) => [port, { mode: "PERMISSIVE" }])),
      }),
    },
  });

export const allow = (home: string, name: string, spec: object): Raw =>
  object("security.istio.io/v1", "AuthorizationPolicy", [home, name], { spec });

const toPorts = (...ports: readonly string[]) => [{ operation: { ports } }];

const entry = (home: string, name: string, spec: object): Raw =>
  object("networking.istio.io/v1", "ServiceEntry", [home, name], {
    spec: { hosts: [`${name}.internal`], resolution: "NONE", exportTo: ["."], ...spec },
  });

const port = (number: number, protocol = "TCP") => ({
  number,
  protocol,
  name: `port-${String(number)}`,
});

/** What the mesh says of one tenant. */
const ofTenant = (home: string): Raw[] => [
  strict(home, "seldon-scheduler", [9004]),
  strict(home, "seldon-server", [9001, 9501, 9006]),
  ...(home === "bank" ? [strict(home, "seldon-envoy", [9000])] : []),
  allow(home, "own", {
    rules: [
      { from: [{ source: { namespaces: [home] } }] },
      {
        from: [{ source: { principals: ["cluster.local/ns/istio-ingress/sa/gateway"] } }],
        to: toPorts("9000"),
      },
    ],
  }),
  allow(home, "plain", { rules: [{ to: toPorts("9004", "9001", "9501", "9006") }] }),
  ...(home === "bank" ? [allow(home, "ingress", { rules: [{ to: toPorts("9000") }] })] : []),
  entry(home, "agents", { ports: [port(9001), port(9501)], location: "MESH_INTERNAL" }),
  entry(home, "cache", { ports: [port(53)], addresses: ["169.254.20.10/32"] }),
  entry(home, "kafka", { ports: [port(9092)], addresses: ["10.7.1.0/24"] }),
  entry(home, "extra", { ports: [port(81)], addresses: ["10.7.3.1/32"] }),
  entry(home, "usage", { ports: [port(80, "HTTP")], hosts: ["usage.test"] }),
];

const shared: Raw[] = [
  settings("outboundTrafficPolicy: { mode: REGISTRY_ONLY }"),
  strict("istio-system", "default"),
  allow("istio-system", "default-deny", {}),
  allow("istio-ingress", "clients", { rules: [{ to: toPorts("80", "443") }] }),
];

const meshFlows = ["shop", "bank"].flatMap((namespace): Flow[] => [
  {
    need: "proxies get certificates and routes",
    from: { namespace },
    to: { namespace: "istio-system", labels: { app: "istiod" } },
    ports: [15012],
  },
  {
    need: "Prometheus scrapes metrics",
    from: { namespace: "monitoring" },
    to: { namespace },
    ports: [15020, 15090],
  },
]);

/** All that the mesh says. */
export const said = [...shared, ...["shop", "bank"].flatMap(ofTenant)];

/** The made-up stack with both its serving tenants in a mesh. */
export const viewed = (objects: readonly Raw[], flows: readonly Flow[] = []): View => {
  const options = { labels: { "istio-injection": "enabled" } };
  const view = viewOf(
    [...shutBut([...flowsOf(), ...meshFlows, ...flows], options), ...objects],
    site,
  );
  assert.ok(view);
  assert.deepEqual(view.cluster.doubts, []);
  return view;
};

/** All that the mesh says but one. */
export const without = (kind: string, home: string, name: string): Raw[] => {
  const left = said.filter(
    ({ kind: own, metadata }) =>
      !(own === kind && metadata.namespace === home && metadata.name === name),
  );
  assert.equal(left.length, said.length - 1);
  return left;
};
