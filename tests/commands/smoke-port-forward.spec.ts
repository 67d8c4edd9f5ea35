import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";

import { EntryPoint } from "../../commands/smoke/entry-point";
import { PortForward } from "../../commands/smoke/port-forward";
import { ForwardingApiServer } from "./forwarding-api-server";

const pod = { namespace: "team-a", name: "seldon-envoy-0" };

function kubeconfigFor(server: string): KubeConfig {
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromClusterAndUser(
    { name: "here", server, skipTLSVerify: true },
    { name: "nobody" },
  );
  return kubeconfig;
}

const ok = '{"model_name":"iris_1","outputs":[{}]}';

describe("the way to a tenant through the API server", () => {
  it("carries calls to port 9000 of Envoy's pod and the answers back", async () => {
    const heard: string[] = [];
    const api = await ForwardingApiServer.serve((text) => {
      heard.push(text);
      return { channel: 0, text: `HTTP/1.1 200 OK\r\ncontent-length: ${ok.length}\r\n\r\n${ok}` };
    });
    const forward = await PortForward.open(kubeconfigFor(api.url), pod);
    try {
      const answer = await new EntryPoint(forward.address, 5).infer("iris", "iris", {});
      assert.deepEqual(answer, { ok: true, by: "iris" });
      assert.match(heard.join(""), /^POST \/v2\/models\/iris\/infer HTTP\/1\.1\r\n/);
      assert.deepEqual(api.asked, [
        "/api/v1/namespaces/team-a/pods/seldon-envoy-0/portforward?ports=9000",
      ]);
      assert.match(forward.address, /^http:\/\/127\.0\.0\.1:/);
    } finally {
      await forward.close();
      await api.stop();
    }
  });

  it("keeps what the node says when the pod's port is closed", async () => {
    const api = await ForwardingApiServer.serve(() => ({
      channel: 1,
      text: "dial tcp4 127.0.0.1:9000: connect: connection refused",
    }));
    const forward = await PortForward.open(kubeconfigFor(api.url), pod);
    try {
      await assert.rejects(new EntryPoint(forward.address, 5).reach());
      assert.match(forward.complaint, /connection refused$/);
    } finally {
      await forward.close();
      await api.stop();
    }
  });

  it("keeps the reason when the API server refuses to forward", async () => {
    const forward = await PortForward.open(kubeconfigFor("http://127.0.0.1:1"), pod);
    try {
      await assert.rejects(new EntryPoint(forward.address, 5).reach());
      assert.match(forward.complaint, /ECONNREFUSED/);
    } finally {
      await forward.close();
    }
  });
});
