import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";

/** Writes an administrator's kubeconfig that needs no other file, readable by its owner alone. */
export function writeKubeconfig(file: string, name: string, port: number, pkiFolder: string): void {
  const data = (pem: string) => readFileSync(path.join(pkiFolder, pem)).toString("base64");
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    "certificate-authority-data": data("ca.crt"),
  };
  const user = {
    "client-certificate-data": data("admin.crt"),
    "client-key-data": data("admin.key"),
  };
  const content = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster }],
    users: [{ name, user }],
  };
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, stringify(content), { mode: 0o600 });
  renameSync(temporary, file);
}
