import { certificatesIn } from "../certificates/certificate-chain";
import type { Check } from "./check";
import { platformNamespaces } from "../schema/namespaces";
import { addressOf, outOfReach } from "./targets";

/** An ACME server that everybody trusts is on the internet, which prod never reaches. */
export const prodAsksNoAcmeServer: Check = ({ environment, certManager }) =>
  environment === "prod" && certManager?.acme !== undefined
    ? [
        {
          path: ["certManager", "acme", "server"],
          message:
            "is an ACME server, and prod reaches nobody outside for its certificates; remove certManager.acme, and sign below certManager.intermediate",
        },
      ]
    : [];

/** cert-manager's namespace is shut: it reaches the server by the ways out that are named, or not at all. */
export const acmeServerIsWithinReach: Check = ({ certManager }) => {
  if (certManager?.acme === undefined) return [];
  const { server, egress } = certManager.acme;
  const message = outOfReach(addressOf(server), egress);
  return message === undefined ? [] : [{ path: ["certManager", "acme", "server"], message }];
};

/** Every namespace of the platform is shut, so an ACME server has to run somewhere else. */
export const acmeServerIsOutsideThePlatform: Check = ({ certManager, tenants }) => {
  const own: readonly string[] = [
    ...Object.values(platformNamespaces),
    ...tenants.map(({ name }) => name),
  ];
  return (certManager?.acme?.egress ?? []).flatMap((target, index) =>
    "namespace" in target && own.includes(target.namespace)
      ? [
          {
            path: ["certManager", "acme", "egress", index, "namespace"],
            message:
              "is a namespace of this platform, which lets no stranger in; run the server in a namespace of its own",
          },
        ]
      : [],
  );
};

/** A CA that is given and not used would be trusted for nothing, and one that is missed is not made up. */
export const theAuthorityIsGiven: Check = ({ certManager }) => {
  if (certManager === undefined) return [];
  const { authority, intermediate } = certManager;
  const path = ["certManager", "intermediate"];
  if (authority === "intermediate" && intermediate === undefined)
    return [
      {
        path,
        message:
          "is missing, and authority is intermediate; write its certificate and root, or authority: selfSigned",
        searched: path,
      },
    ];
  if (authority === "selfSigned" && intermediate !== undefined)
    return [
      {
        path,
        message:
          "is of no effect with authority: selfSigned; remove it, or write authority: intermediate",
      },
    ];
  return [];
};

/** Whether it is the right one is seen with its key, which no cross-check sees. */
export const intermediateCanBeRead: Check = ({ certManager }) =>
  (["certificate", "root"] as const).flatMap((key) => {
    const pem = certManager?.intermediate?.[key];
    return pem === undefined || certificatesIn(pem) !== undefined
      ? []
      : [
          {
            path: ["certManager", "intermediate", key],
            message:
              "is PEM that holds no readable certificate; write it anew, from: openssl x509 -in <file>",
          },
        ];
  });
