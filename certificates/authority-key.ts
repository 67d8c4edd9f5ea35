import { createPrivateKey, type KeyObject, type X509Certificate } from "node:crypto";

import type { CertManager } from "../schema/cert-manager";
import { certificatesIn, faultsOf, nameOf } from "./certificate-chain";

type Intermediate = NonNullable<CertManager["intermediate"]>;

const where = "seldon-platform:certManager.intermediate";

/**
 * What keeps the given CA from signing here, one sentence each; no part of the key is in any of them.
 * @param key private key of the first certificate, as PEM without a passphrase
 * @param now the time that certificates have to be valid at
 */
export function authorityProblems(
  intermediate: Intermediate,
  key: string,
  now: Date = new Date(),
): string[] {
  const given = certificatesIn(intermediate.certificate);
  const [root, ...others] = certificatesIn(intermediate.root) ?? [];
  const [first] = given ?? [];
  if (given === undefined || first === undefined)
    return [`${where}.certificate: cannot be read; write it as PEM, as openssl x509 shows it`];
  if (root === undefined || others.length > 0)
    return [`${where}.root: is not one certificate; write the root alone, as PEM`];
  return [...chainProblems(given, root, now), ...keyProblems(first, key)];
}

function chainProblems(
  given: readonly X509Certificate[],
  root: X509Certificate,
  now: Date,
): string[] {
  const isRoot = ({ raw }: X509Certificate) => raw.equals(root.raw);
  const below = given.filter((certificate) => !isRoot(certificate));
  if (below.length === 0)
    return [
      `${where}.certificate: is the root itself, whose key belongs in no cluster; have an intermediate signed by it`,
    ];
  const selfSigned =
    root.checkIssued(root) && root.verify(root.publicKey)
      ? []
      : [`${where}.root: ${nameOf(root)} is not signed by itself; write the root, which is`];
  const faults = faultsOf([...below, root], now).map(({ place, message }) =>
    place > below.length
      ? `${where}.root: ${nameOf(root)} ${message}`
      : `${where}.certificate: certificate ${String(place)}, ${nameOf(below[place - 1] ?? root)}, ${message}`,
  );
  return [...selfSigned, ...faults];
}

function keyProblems(certificate: X509Certificate, pem: string): string[] {
  const remedy = "run: pulumi config set --secret authorityKey < the key's file";
  const key = readKey(pem);
  if (key === undefined)
    return [
      `seldon-platform:authorityKey: is no private key without a passphrase, as PEM; ${remedy}`,
    ];
  return certificate.checkPrivateKey(key)
    ? []
    : [
        `seldon-platform:authorityKey: does not belong to ${where}.certificate, ${nameOf(certificate)}; ${remedy}`,
      ];
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    // Never the error itself: it may quote what it could not read.
    return undefined;
  }
}
