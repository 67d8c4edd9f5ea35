import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Addresses on which a process accepts TCP connections, as text, from /proc or, without it, from lsof. */
export function listeningAddresses(pid: number): string[] {
  if (!existsSync("/proc/net/tcp")) {
    const args = ["-nP", "-a", "-p", String(pid), "-iTCP", "-sTCP:LISTEN", "-Fn"];
    const lines = execFileSync("lsof", args, { encoding: "utf8" }).split("\n");
    return lines.filter((line) => line.startsWith("n")).map((line) => line.slice(1));
  }
  return ["tcp", "tcp6"].flatMap((table) => listening(pid, table));
}

function listening(pid: number, table: string): string[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  const rows = readFileSync(`/proc/net/${table}`, "utf8").trim().split("\n").slice(1);
  return rows.flatMap((row) => {
    const fields = row.trim().split(/\s+/);
    // Column 4 is the state, 0A is LISTEN; column 10 the inode: proc_net_tcp in the kernel's documentation.
    if (fields[3] !== "0A" || !sockets.has(fields[9] ?? "")) return [];
    const [address = "", port = ""] = (fields[1] ?? "").split(":");
    const ip =
      address.length === 8
        ? (address.match(/../g) ?? [])
            .reverse()
            .map((byte) => parseInt(byte, 16))
            .join(".")
        : address === "00000000000000000000000001000000"
          ? "[::1]"
          : `[${address}]`;
    return [`${ip}:${parseInt(port, 16)}`];
  });
}
