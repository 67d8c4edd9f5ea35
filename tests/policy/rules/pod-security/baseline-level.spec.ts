import assert from "node:assert/strict";
import { baseline, ids, LATEST, one, own, pod, restricted } from "./levels";

describe("the baseline level", () => {
  // What is wrong, and what is right beside it, on the container.
  const onContainers: Record<string, [wrong: object, right: object]> = {
    "windowsOptions.hostProcess": [
      { windowsOptions: { hostProcess: true } },
      { windowsOptions: { hostProcess: false } },
    ],
    privileged: [{ privileged: true }, { privileged: false }],
    "capabilities.add[0]": [
      { capabilities: { add: ["NET_RAW"] } },
      { capabilities: { add: ["CHOWN"] } },
    ],
    "appArmorProfile.type": [
      { appArmorProfile: { type: "Unconfined" } },
      { appArmorProfile: { type: "Localhost" } },
    ],
    "seLinuxOptions.type": [
      { seLinuxOptions: { type: "spc_t" } },
      { seLinuxOptions: { type: "container_t" } },
    ],
    "seLinuxOptions.user": [
      { seLinuxOptions: { user: "root" } },
      { seLinuxOptions: { level: "s0" } },
    ],
    "seLinuxOptions.role": [{ seLinuxOptions: { role: "r" } }, { seLinuxOptions: { role: "" } }],
    procMount: [{ procMount: "Unmasked" }, { procMount: "Default" }],
    "seccompProfile.type": [
      { seccompProfile: { type: "Unconfined" } },
      { seccompProfile: { type: "Localhost" } },
    ],
  };
  for (const [field, [wrong, right]] of Object.entries(onContainers))
    it(`judges ${field} of containers of every sort`, () => {
      for (const list of ["initContainers", "containers", "ephemeralContainers"]) {
        const spec = (context: object) => ({ [list]: [{}, { securityContext: context }] });
        assert.deepEqual(baseline(pod(spec(wrong))), [`spec.${list}[1].securityContext.${field}`]);
        assert.deepEqual(baseline(pod(spec(right))), []);
      }
    });

  it("judges the same fields of the pod", () => {
    for (const field of ["windowsOptions", "appArmorProfile", "seLinuxOptions", "seccompProfile"]) {
      const [wrong] =
        Object.entries(onContainers).find(([key]) => key.startsWith(field))?.[1] ?? [];
      assert.equal(baseline(pod({ securityContext: wrong })).length, 1, field);
    }
  });

  for (const field of ["hostNetwork", "hostPID", "hostIPC"])
    it(`refuses ${field}`, () => {
      assert.deepEqual(baseline(pod({ [field]: true })), [`spec.${field}`]);
      assert.deepEqual(baseline(pod({ [field]: false })), []);
    });

  it("refuses files and ports of the node", () => {
    assert.deepEqual(baseline(pod({ volumes: [{ emptyDir: {} }, { hostPath: { path: "/" } }] })), [
      "spec.volumes[1].hostPath",
    ]);
    const ports = [{ hostPort: 0 }, { containerPort: 1 }, { hostPort: 8080 }];
    assert.deepEqual(baseline(pod({ containers: [{ ports }] })), [
      "spec.containers[0].ports[2].hostPort",
    ]);
  });

  it("refuses AppArmor's annotation that takes it away", () => {
    const key = "container.apparmor.security.beta.kubernetes.io/web";
    const annotated = (value: string) => pod({}, { annotations: { [key]: value } });
    assert.deepEqual(baseline(annotated("unconfined")), [`metadata.annotations["${key}"]`]);
    for (const value of ["runtime/default", "localhost/x", ""])
      assert.deepEqual(baseline(annotated(value)), []);
  });

  it("refuses hosts of probes and hooks since 1.34", () => {
    const asking = pod({
      containers: [
        {
          livenessProbe: { httpGet: { host: "evil.example" } },
          lifecycle: { preStop: { tcpSocket: { host: "10.0.0.1" } } },
          readinessProbe: { httpGet: { path: "/", host: "" } },
        },
      ],
    });
    assert.deepEqual(baseline(asking), [
      "spec.containers[0].livenessProbe.httpGet.host",
      "spec.containers[0].lifecycle.preStop.tcpSocket.host",
    ]);
    assert.deepEqual(baseline(asking, 33), []);
  });

  const sysctls: [name: string, since: number][] = [
    ["net.ipv4.tcp_syncookies", 0],
    ["net.ipv4.ip_local_reserved_ports", 27],
    ["net.ipv4.tcp_keepalive_time", 29],
    ["net.ipv4.tcp_rmem", 32],
    ["net.ipv4.tcp_notsent_lowat", 37],
    ["net.ipv4.ip_forward", Infinity],
  ];
  for (const [name, since] of sysctls)
    it(`takes the sysctl ${name} for safe ${since === Infinity ? "never" : `since 1.${since}`}`, () => {
      const setting = pod({ securityContext: { sysctls: [{ name, value: "1" }] } });
      for (const minor of [0, since - 1, since, LATEST].filter((m) => m >= 0 && m <= LATEST))
        assert.equal(baseline(setting, minor).length, minor >= since ? 0 : 1, `1.${minor}`);
    });

  it("knows the types of SELinux of each version", () => {
    const typed = pod({ securityContext: { seLinuxOptions: { type: "container_engine_t" } } });
    assert.equal(baseline(typed, 30).length, 1);
    assert.deepEqual(baseline(typed, 31), []);
  });

  it("lets a pod with users of its own uncover /proc since 1.35; restricted does not", () => {
    const uncovered = pod({ hostUsers: false, ...one({ procMount: "Unmasked", ...own, ...ids }) });
    assert.equal(baseline(uncovered, 34).length, 1);
    assert.deepEqual(baseline(uncovered, 35), []);
    assert.deepEqual(restricted(uncovered, 35), ["spec.containers[0].securityContext.procMount"]);
  });

  it("reads seccomp's annotations before 1.19, and its fields since", () => {
    const annotations = { "seccomp.security.alpha.kubernetes.io/pod": "unconfined" };
    assert.equal(baseline(pod({}, { annotations }), 18).length, 1);
    assert.deepEqual(baseline(pod({}, { annotations }), 19), []);
    const field = pod({ securityContext: { seccompProfile: { type: "Unconfined" } } });
    assert.deepEqual(baseline(field, 18), []);
  });
});
