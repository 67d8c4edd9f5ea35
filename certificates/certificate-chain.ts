import { X509Certificate } from "node:crypto";

/**
 * The certificates of a PEM text, in its order.
 * @returns undefined when it holds none, or one that cannot be read
 */
export function certificatesIn(pem: string): X509Certificate[] | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const begun = pem.match(/-----BEGIN /g)?.length;
  if (blocks.length === 0 || begun !== blocks.length) return undefined;
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}

/** What is wrong with one certificate of a chain, and with its place before the next one. */
export interface Fault {
  /** Counted from one. */
  readonly place: number;
  readonly message: string;
}

/**
 * Follows a chain from the CA that signs here to the root.
 * @param now the time that certificates have to be valid at
 */
export function faultsOf(chain: readonly X509Certificate[], now: Date): Fault[] {
  return chain.flatMap((certificate, index) => {
    const next = chain[index + 1];
    const messages = [
      ...(certificate.ca ? [] : ["is of no CA; its basic constraints must say CA:TRUE"]),
      ...validity(certificate, now),
      ...(next === undefined || isSignedBy(certificate, next)
        ? []
        : [
            `is not signed by the one after it, ${nameOf(next)}; write the whole chain in order, each certificate before the one that signed it`,
          ]),
    ];
    return messages.map((message) => ({ place: index + 1, message }));
  });
}

function validity({ validFrom, validTo }: X509Certificate, now: Date): string[] {
  if (now > new Date(validTo)) return [`expired on ${day(validTo)}; have a new one signed`];
  if (now < new Date(validFrom)) return [`is not valid before ${day(validFrom)}; wait until then`];
  return [];
}

const isSignedBy = (certificate: X509Certificate, authority: X509Certificate): boolean =>
  certificate.checkIssued(authority) && certificate.verify(authority.publicKey);

/** On one line: a subject has its parts on lines of their own. */
export const nameOf = ({ subject }: X509Certificate): string =>
  `"${subject.split("\n").join(", ")}"`;

const day = (time: string): string => new Date(time).toISOString().slice(0, 10);
