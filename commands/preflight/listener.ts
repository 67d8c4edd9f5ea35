import type { V1Pod } from "@kubernetes/client-node";

import type { Manifest } from "./manifest";
import { addressesOf } from "./pod-state";
import type { Place } from "./probe";
import { probePod, type Dial } from "./probe-pod";

/** Ports that each listener answers on; UDP on the first. */
export const listenerPorts = [8001, 8002, 8003, 8004, 8005] as const;

/** The name that its pod gives to the second port. */
export const namedPort = { name: "second", port: 8002 } as const;

/** Longer than any probe that needs it. */
const listensSeconds = 900;

/** A pod that sends back whatever comes in. */
export const listener = (
  place: Pick<Place, "image">,
  pod: { namespace: string; name: string; node: string },
): Manifest =>
  probePod(place, {
    ...pod,
    role: pod.name,
    ports: [{ name: namedPort.name, containerPort: namedPort.port }],
    task: {
      mode: "listen",
      tcp: [...listenerPorts],
      udp: [listenerPorts[0]],
      seconds: listensSeconds,
    },
  });

/** A port of a listener, once for each address family that its pod has. */
export const dialsTo = (
  pod: V1Pod,
  port: number = listenerPorts[0],
  protocol: Dial["protocol"] = "TCP",
): Dial[] => addressesOf(pod).map((host) => ({ host, port, protocol, echo: true }));
