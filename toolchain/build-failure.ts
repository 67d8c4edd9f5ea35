import { withoutCredentials, type Go } from "./go";
import { ToolchainError } from "./failure";

const tailLines = 15;

/** Turns what `go` printed into what is wrong and what to do about it. */
export function buildFailure(
  binary: string,
  printed: string,
  go: Go,
  cache: string,
): ToolchainError {
  const output = withoutCredentials(printed);
  const last = output.trim().split("\n").slice(-tailLines).join("\n");
  const message = causes.find(({ sign }) => sign.test(output))?.message(go, cache);
  return new ToolchainError(
    message === undefined
      ? `${binary} could not be built. go says:\n${last}`
      : `${binary} could not be built: ${message} go says:\n${last}`,
  );
}

interface Cause {
  readonly sign: RegExp;
  readonly message: (go: Go, cache: string) => string;
}

const causes: readonly Cause[] = [
  {
    sign: /no space left on device|ENOSPC|disk quota exceeded/i,
    message: (go, cache) =>
      `the disk is full. Free space for ${cache} and for Go's own caches ${go.GOCACHE} and ${go.GOMODCACHE}, ` +
      "or point XDG_CACHE_HOME, GOCACHE and GOMODCACHE to a larger disk; what is built is kept.",
  },
  {
    // Must stand before the download's signs: a proxy that serves altered code also prints an address.
    sign: /SECURITY ERROR|checksum mismatch/,
    message: (go) =>
      `GOPROXY=${withoutCredentials(go.GOPROXY)} serves another content than go.sum pins. ` +
      "Do not use it: ask its owner, or set GOPROXY to another proxy.",
  },
  {
    sign: /dial tcp|refusing to pass credentials|no such host|connection refused|i\/o timeout|proxyconnect|TLS handshake|x509:|module lookup disabled|reading https?:\/\/|unrecognized import path|executable file not found in \$PATH.*git|40[134] |410 Gone/,
    message: (go) =>
      `a module could not be downloaded from GOPROXY=${withoutCredentials(go.GOPROXY)}. ` +
      "Set GOPROXY to a Go module proxy that this machine reaches (`go env -w GOPROXY=...`), or copy a filled " +
      `${go.GOMODCACHE} here.`,
  },
  {
    sign: /signal: killed|cannot allocate memory|out of memory/,
    message: () =>
      "the machine ran out of memory. Linking needs about 4 GB: free some, or set GOFLAGS=-p=1.",
  },
];
