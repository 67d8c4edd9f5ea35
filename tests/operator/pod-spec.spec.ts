import assert from "node:assert/strict";

import { mergedPodSpec } from "../../operator/pod-spec";

/** The only container of a pod spec made of two, each with one container of the same name. */
function container(configured: object, override: object): unknown {
  const { containers } = mergedPodSpec(
    { containers: [{ name: "c", ...configured }] },
    { containers: [{ name: "c", ...override }] },
  );
  assert.equal(containers.length, 1);
  const { resources, ...rest } = containers[0] ?? assert.fail();
  const fields = Object.fromEntries(Object.entries(rest).filter(([field]) => field !== "name"));
  return Object.keys(resources).length === 0 ? fields : { ...fields, resources };
}

// The expectations were seen from the operator's own merge library.
describe("the operator's merge of pod specs", () => {
  it("keeps the configured pod spec where there is no override", () => {
    const configured = { containers: [{ name: "c", image: "i" }], serviceAccountName: "a" };
    const expected = { ...configured, containers: [{ name: "c", image: "i", resources: {} }] };
    assert.deepEqual(mergedPodSpec(configured, null), expected);
    assert.deepEqual(mergedPodSpec(configured, {}), expected);
  });

  it("merges containers by name, the overridden and the new ones first", () => {
    const { containers } = mergedPodSpec(
      { containers: [{ name: "a" }, { name: "b", image: "old" }] },
      { containers: [{ name: "new" }, { name: "b", image: "mine" }] },
    );
    assert.deepEqual(
      containers.map(({ name, image }) => [name, image]),
      [
        ["new", undefined],
        ["b", "mine"],
        ["a", undefined],
      ],
    );
  });

  it("joins lists, so that a variable set twice is there twice and the last one counts", () => {
    const [first, second] = [
      { name: "A", value: "1" },
      { name: "A", value: "2" },
    ];
    assert.deepEqual(container({ env: [first], args: ["x"] }, { env: [second], args: ["y"] }), {
      env: [first, second],
      args: ["x", "y"],
    });
  });

  it("joins dropped capabilities instead of replacing them", () => {
    const context = { securityContext: { capabilities: { drop: ["ALL"] } } };
    assert.deepEqual(container(context, context), {
      securityContext: { capabilities: { drop: ["ALL", "ALL"] } },
    });
  });

  it("lets no false, 0 or empty text override, and lets true, 5 and a text", () => {
    const configured = {
      containers: [{ name: "c", image: "i" }],
      automountServiceAccountToken: true,
      hostNetwork: true,
      terminationGracePeriodSeconds: 30,
    };
    const zeros = {
      containers: [{ name: "c", image: "" }],
      automountServiceAccountToken: false,
      hostNetwork: false,
      terminationGracePeriodSeconds: 0,
    };
    const expected = { ...configured, containers: [{ name: "c", image: "i", resources: {} }] };
    assert.deepEqual(mergedPodSpec(configured, zeros), expected);
    const others = { containers: [{ name: "c", image: "j" }], terminationGracePeriodSeconds: 5 };
    assert.deepEqual(mergedPodSpec(configured, others), {
      ...expected,
      containers: [{ name: "c", image: "j", resources: {} }],
      terminationGracePeriodSeconds: 5,
    });
  });

  it("lets a false be set where nothing was", () => {
    assert.deepEqual(container({}, { securityContext: { allowPrivilegeEscalation: false } }), {
      securityContext: { allowPrivilegeEscalation: false },
    });
  });

  it("replaces resources key by key, also by a zero", () => {
    const configured = {
      resources: { limits: { cpu: 1, memory: "1024Mi" }, requests: { cpu: 0.5 } },
    };
    const override = { resources: { limits: { cpu: "0" }, requests: { memory: "1.5Gi" } } };
    assert.deepEqual(container(configured, override), {
      resources: {
        limits: { cpu: "0", memory: "1Gi" },
        requests: { cpu: "500m", memory: "1536Mi" },
      },
    });
  });

  it("replaces a node selector key by key, also by an empty text", () => {
    const selector = (nodeSelector: object): object => ({ containers: [], nodeSelector });
    assert.deepEqual(
      mergedPodSpec(selector({ gpu: "a100", disk: "ssd" }), selector({ gpu: "", zone: "x" })),
      selector({ gpu: "", disk: "ssd", zone: "x" }),
    );
  });

  it("never replaces a named port of a probe by a number, but a number by a name", () => {
    const probe = (port: number | string): object => ({ livenessProbe: { httpGet: { port } } });
    assert.deepEqual(container(probe("http"), probe(9000)), probe("http"));
    assert.deepEqual(container(probe(9000), probe("http")), probe("http"));
    assert.deepEqual(container(probe(9000), probe(9001)), probe(9001));
  });

  it("leaves a probe with two handlers when the override chooses another kind", () => {
    const configured = { startupProbe: { httpGet: { port: 9000 } } };
    const override = { startupProbe: { tcpSocket: { port: 9000 } } };
    assert.deepEqual(container(configured, override), {
      startupProbe: { httpGet: { port: 9000 }, tcpSocket: { port: 9000 } },
    });
  });

  it("joins init containers and volumes of one name instead of merging them", () => {
    const spec = (image: string): object => ({
      initContainers: [{ name: "i", image }],
      volumes: [{ name: "v", secret: { secretName: image } }],
    });
    assert.deepEqual(mergedPodSpec(spec("x"), spec("y")), {
      containers: [],
      initContainers: [
        { name: "i", image: "x", resources: {} },
        { name: "i", image: "y", resources: {} },
      ],
      volumes: [
        { name: "v", secret: { secretName: "x" } },
        { name: "v", secret: { secretName: "y" } },
      ],
    });
  });

  it("drops from an override what its CRD does not have, and takes the neighbour", () => {
    const override = { serviceAccount: "mine", hostUsers: false, serviceAccountName: "theirs" };
    assert.deepEqual(mergedPodSpec({}, override), { containers: [], serviceAccountName: "theirs" });
  });

  it("changes neither of the two", () => {
    const configured = { containers: [{ name: "c", env: [{ name: "A", value: "" }] }] };
    const before = structuredClone(configured);
    mergedPodSpec(configured, configured);
    assert.deepEqual(configured, before);
  });
});

describe("a pod spec after the operator read it", () => {
  const read = (fields: object): unknown => container(fields, {});

  it("has no null, no empty list and no empty text, but the empty argument", () => {
    assert.deepEqual(
      read({ image: "", command: [], args: [""], env: [{ name: "A", value: "" }], ports: null }),
      { args: [""], env: [{ name: "A" }] },
    );
  });

  it("tells false from nothing only where Kubernetes does", () => {
    const mount = { name: "v", mountPath: "/v" };
    assert.deepEqual(
      read({
        tty: false,
        volumeMounts: [{ ...mount, readOnly: false }],
        securityContext: { privileged: false },
      }),
      { volumeMounts: [mount], securityContext: { privileged: false } },
    );
  });

  it("has the CRD's protocol on each port, and keeps a stated one", () => {
    assert.deepEqual(
      read({ ports: [{ containerPort: 1 }, { containerPort: 2, protocol: "UDP" }] }),
      {
        ports: [
          { containerPort: 1, protocol: "TCP" },
          { containerPort: 2, protocol: "UDP" },
        ],
      },
    );
  });

  it("keeps free keys with empty values and passes unknown fields on", () => {
    assert.deepEqual(mergedPodSpec({ nodeSelector: { gpu: "" }, novelty: { on: true } }, null), {
      containers: [],
      nodeSelector: { gpu: "" },
      novelty: { on: true },
    });
  });
});
