import type { Path } from "../schema/path";
import type { CheckedPart } from "../schema/platform";
import { isServed, usesOf, wayInOf } from "./ways-in";

type Stack = Pick<CheckedPart, "cluster" | "exposure" | "tenants">;

/** One address that the stack file fixes. */
export interface FixedAddress {
  readonly address: string;
  readonly owner: string;
  /** The key in the stack file. */
  readonly path: Path;
  /** Given by MetalLB out of a pool. */
  readonly isFromPool: boolean;
}

/** One port on every node that the stack file fixes. */
export interface FixedPort {
  readonly nodePort: number;
  readonly owner: string;
  readonly path: Path;
}

/** Every address of the stack file that is in use. */
export function fixedAddresses({ cluster, exposure, tenants }: Stack): FixedAddress[] {
  const uses = usesOf({ exposure, tenants });
  const door = uses.has("metalLb")
    ? ({ owner: "the gateway", isFromPool: true } as const)
    : ({ owner: "the load balancer outside", isFromPool: false } as const);
  const hasDoor = uses.has("metalLb") || uses.has("hardwareLoadBalancer");
  return [
    ...(cluster?.nodes ?? []).map(({ name, address }, index) => ({
      address,
      owner: `node ${name}`,
      path: ["cluster", "nodes", index, "address"],
      isFromPool: false,
    })),
    ...(cluster?.taken ?? []).flatMap(({ name, address }, index) =>
      address === undefined
        ? []
        : [
            {
              address,
              owner: name,
              path: ["cluster", "taken", index, "address"],
              isFromPool: false,
            },
          ],
    ),
    ...(exposure.address !== undefined && hasDoor
      ? [{ address: exposure.address, path: ["exposure", "address"], ...door }]
      : []),
    ...directly({ exposure, tenants }, "loadBalancer").flatMap(
      ([{ name, exposure: own }, index]) =>
        own.address === undefined
          ? []
          : [
              {
                address: own.address,
                owner: `tenant ${name}`,
                path: ["tenants", index, "exposure", "address"],
                isFromPool: true,
              },
            ],
    ),
  ];
}

/** Every NodePort of the stack file that is in use; first those that need not be written there. */
export function fixedPorts({ cluster, exposure, tenants }: Stack): FixedPort[] {
  const uses = usesOf({ exposure, tenants });
  const onNodes = uses.has("nodePort") || uses.has("hardwareLoadBalancer");
  const gateway = (name: "http" | "https", spelt: string): FixedPort => ({
    nodePort: exposure.ports[name],
    owner: `the gateway's ${spelt}`,
    path: ["exposure", "ports", name],
  });
  return [
    ...(onNodes ? [gateway("http", "HTTP")] : []),
    ...(onNodes && exposure.tls ? [gateway("https", "HTTPS")] : []),
    ...(cluster?.taken ?? []).flatMap(({ name, nodePort }, index) =>
      nodePort === undefined
        ? []
        : [{ nodePort, owner: name, path: ["cluster", "taken", index, "nodePort"] }],
    ),
    ...directly({ exposure, tenants }, "nodePort").flatMap(([{ name, exposure: own }, index]) =>
      own.nodePort === undefined
        ? []
        : [
            {
              nodePort: own.nodePort,
              owner: `tenant ${name}`,
              path: ["tenants", index, "exposure", "nodePort"],
            },
          ],
    ),
  ];
}

/** Tenants with a Service of their own of this kind, and where they are in the list. */
const directly = (
  { exposure, tenants }: Pick<Stack, "exposure" | "tenants">,
  service: "nodePort" | "loadBalancer",
) =>
  [...tenants.entries()].flatMap(([index, tenant]) =>
    exposure.direct.service === service &&
    isServed(tenant) &&
    wayInOf(tenant, { exposure }) === "direct"
      ? [[tenant, index] as const]
      : [],
  );
