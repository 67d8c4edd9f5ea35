import { isIP } from "node:net";

/** Where a part of the platform is told to connect to. */
export interface Endpoint {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number | undefined;
}

const usual: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/** Endpoints of a list with commas, each a URL or `host:port`; what is neither is left out. */
export const endpointsIn = (text: string | undefined): Endpoint[] =>
  (text ?? "").split(",").flatMap((part) => {
    const trimmed = part.trim();
    if (trimmed === "") return [];
    try {
      const url = new URL(trimmed.includes("://") ? trimmed : `any://${trimmed}`);
      const port = url.port === "" ? usual[url.protocol] : Number(url.port);
      const host = url.hostname.replace(/^\[|\]$/g, "");
      return host === "" ? [] : [{ host, port }];
    } catch {
      return [];
    }
  });

/** As a block of one address; undefined for a name. */
export const addressOf = ({ host }: Endpoint): string | undefined => {
  const family = isIP(host);
  return family === 0 ? undefined : `${host}/${family === 4 ? "32" : "128"}`;
};

/** The namespace of a Service's name, as in `kafka.data.svc`; undefined for names of other kinds. */
export const namespaceOf = ({ host }: Endpoint): string | undefined =>
  /^[^.]+\.([^.]+)(\.svc(\.cluster\.local)?)?$/.exec(host)?.[1];
