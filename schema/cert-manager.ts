import { z } from "zod";

import { Target } from "./kubernetes";

const Pem = z
  .string()
  .regex(
    /^-----BEGIN CERTIFICATE-----\n[\s\S]+\n-----END CERTIFICATE-----\n*$/,
    "is no certificate; write it as PEM, with BEGIN and END lines",
  );

/** Who signs the platform's certificates. */
export const CertManager = z.strictObject({
  authority: z
    .enum(["selfSigned", "intermediate"])
    .describe("whose CA: one that is made here, or one that is given"),
  intermediate: z
    .strictObject({
      certificate: Pem.describe("the intermediate CA, and after it the chain up to the root"),
      root: Pem.describe("the root that clients already trust"),
    })
    .optional()
    .describe("with authority: intermediate, the CA to sign below; its key is authorityKey"),
  acme: z
    .strictObject({
      server: z
        .url({ protocol: /^https$/, error: "is no ACME directory; write https://host/path" })
        .describe("the directory of an ACME server"),
      email: z.email("is no e-mail address").describe("who is told of certificates that expire"),
      egress: z.array(Target).min(1).describe("where that server is, so that it may be reached"),
    })
    .optional()
    .describe("the certificate at the door comes from there; not in prod"),
});

export type CertManager = z.infer<typeof CertManager>;
