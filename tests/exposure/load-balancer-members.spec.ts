import assert from "node:assert/strict";

import { f5Members, haproxyMembers } from "../../exposure/load-balancer-members";
import { cluster, stack } from "./stack";

const exposure = { type: "hardwareLoadBalancer", address: "10.20.0.5", tls: {} };

describe("the members of a load balancer outside", () => {
  it("are HAProxy's: in turn, checked, TLS passed through", () => {
    const text = haproxyMembers(stack({ exposure }));
    assert.equal(
      text,
      [
        ...["http 80 31080", "https 443 31443"].flatMap((door) => {
          const [name = "", port = "", nodePort = ""] = door.split(" ");
          return [
            `listen seldon-${name}`,
            `    bind 10.20.0.5:${port}`,
            "    mode tcp",
            "    balance roundrobin",
            "    option tcp-check",
            "    timeout connect 5s",
            "    timeout client 610s",
            "    timeout server 610s",
            `    server node-1 10.20.0.21:${nodePort} check`,
            `    server node-2 10.20.0.22:${nodePort} check`,
            "",
          ];
        }),
      ].join("\n"),
    );
  });

  it("are F5's, with a virtual server where its address is known", () => {
    assert.equal(
      f5Members(stack({ exposure: { ...exposure, tls: undefined } })),
      "create ltm pool seldon-http monitor tcp load-balancing-mode round-robin members add { 10.20.0.21:31080 10.20.0.22:31080 }\n" +
        "create ltm virtual seldon-http destination 10.20.0.5:80 ip-protocol tcp profiles add { fastL4 } source-address-translation { type automap } pool seldon-http\n",
    );
  });

  it("listen everywhere, and have no virtual server, where nobody said at which address", () => {
    const platform = stack({ exposure: { type: "hardwareLoadBalancer" } });
    assert.match(haproxyMembers(platform), /\n {4}bind \*:80\n/);
    assert.doesNotMatch(f5Members(platform), /ltm virtual/);
  });

  it("are IPv6 addresses as each of the two writes them", () => {
    const nodes = [{ name: "six", address: "fd00::21" }];
    const platform = stack({ exposure, cluster: { ...cluster, nodes } });
    assert.match(haproxyMembers(platform), /server six \[fd00::21\]:31080 check/);
    assert.match(f5Members(platform), /add \{ fd00::21\.31080 \}/);
  });
});
