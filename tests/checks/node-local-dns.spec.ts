import assert from "node:assert/strict";

import { accepted, problems } from "../setup-config";

const stack = (...nodeLocalDns: string[]) => ({
  cluster: { context: "test", apiServer: { cidrs: ["10.0.0.1/32"] }, nodeLocalDns },
});

describe("a DNS cache on each node", () => {
  it("is none unless its addresses are given", () => {
    assert.deepEqual(accepted().cluster.nodeLocalDns, []);
  });

  it("is at addresses of the node or the cluster, each written as one", () => {
    for (const good of ["169.254.20.10/32", "10.96.0.10/32", "fd00::53/128"])
      assert.deepEqual(accepted(stack(good)).cluster.nodeLocalDns, [good]);
  });

  it("is refused at a range, which every pod could then ask", () => {
    for (const range of ["169.254.20.0/24", "169.254.20.10/31", "fd00::/64"])
      assert.deepEqual(problems(stack(range)), [
        `cluster.nodeLocalDns[0]: "${range}" is no single address; write that of the cache with /32, or /128 for IPv6`,
      ]);
  });

  it("is refused outside of the site's own ranges, in dev too", () => {
    for (const address of ["8.8.8.8/32", "2001:4860:4860::8888/128"])
      assert.deepEqual(problems(stack("169.254.20.10/32", address)), [
        `cluster.nodeLocalDns[1]: "${address}" is not an address of a node; write one inside 169.254.0.0/16, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7`,
      ]);
  });

  it("is refused where clouds answer for their nodes, and accepted right beside it", () => {
    for (const address of ["169.254.169.254/32", "fd00:ec2::254/128"])
      assert.deepEqual(problems(stack(address)), [
        `cluster.nodeLocalDns[0]: "${address}" is where clouds answer for nodes, and no cache of DNS; write the cache's address, as in 169.254.20.10/32`,
      ]);
    assert.ok(accepted(stack("169.254.169.253/32")));
  });
});
