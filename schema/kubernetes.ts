import { isIP } from "node:net";
import { z } from "zod";

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const quantity = /^(\d+(\.\d+)?|\.\d+)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** A name that fits every Kubernetes object, namespaces included. */
export const DnsLabel = z
  .string()
  .regex(dnsLabel, "is no DNS label; use up to 63 of a-z, 0-9 and -, no - at either end");

export const LabelValue = z
  .string()
  .regex(labelValue, "is no label value; use up to 63 letters, digits, - _ and .");

/** CPU in cores or millicores, memory and storage in bytes. YAML reads a plain 2 as a number. */
export const Quantity = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => quantity.test(text), "is no quantity; write it as in 500m, 2, 512Mi or 10Gi");

export const Cidr = z
  .string()
  .refine(isCidr, "is no CIDR; write each API server's address as a.b.c.d/32");

/** One address, IPv4 or IPv6. */
export const IpAddress = z
  .string()
  .refine(
    (text) => isIP(text) !== 0 && !text.includes("%"),
    "is no address; write it as in 10.20.0.100",
  );

/** Addresses as MetalLB takes them: a CIDR, or the first and the last of a range. */
export const AddressRange = z.string().refine((text) => {
  const [first = "", last, ...rest] = text.split("-");
  if (last === undefined) return isCidr(text);
  return rest.length === 0 && isIP(first) !== 0 && isIP(first) === isIP(last);
}, "is no range; write a CIDR, or first and last address as in 10.20.0.100-10.20.0.120");

export const Port = z.int().min(1).max(65535);

const Amounts = z.strictObject({
  cpu: Quantity.optional().describe("cores or millicores, as in 2 or 500m"),
  memory: Quantity.optional().describe("bytes, as in 512Mi"),
});

/** What one container asks for and may use. Absent amounts keep the part's default. */
export const Resources = z.strictObject({
  requests: Amounts.prefault({}).describe("what the scheduler sets aside"),
  limits: Amounts.prefault({}).describe("what the container may never exceed"),
});

/** Where pods may connect to: pods of a namespace, or exact addresses. */
export const Target = z.union(
  [
    z.strictObject({
      namespace: DnsLabel.describe("namespace of the pods"),
      podLabels: z
        .record(z.string(), LabelValue)
        .optional()
        .describe("labels of the pods; all pods of the namespace when absent"),
      port: Port.describe("port of the pod, not of its Service"),
    }),
    z.strictObject({
      cidrs: z.array(Cidr).min(1).describe("exact addresses, as in 10.20.0.30/32"),
      port: Port.describe("port of the address"),
    }),
  ],
  "is no target; write namespace, podLabels and port, or cidrs and port",
);

export type Resources = z.infer<typeof Resources>;
export type Target = z.infer<typeof Target>;

function isCidr(text: string): boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  const family = isIP(address);
  return (
    family !== 0 &&
    !address.includes("%") &&
    rest.length === 0 &&
    /^[1-9]\d{0,2}$/.test(bits) &&
    Number(bits) <= (family === 4 ? 32 : 128)
  );
}
