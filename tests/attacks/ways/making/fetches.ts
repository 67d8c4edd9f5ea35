import type { Random } from "../../random";
import { outsideHost, outsideName } from "./hosts";

const sources: readonly ((random: Random) => string[])[] = [
  (random) => ["curl", "-fsSLO", `https://${outsideHost(random)}/x`],
  (random) => ["curl", `https://${outsideHost(random)}/x`, "-o", "/tmp/x"],
  (random) => ["/usr/bin/curl", "-s", `http://${outsideHost(random)}`],
  (random) => ["wget", "-q", `https://${outsideHost(random)}/model.tar.gz`],
  (random) => ["busybox", "wget", `http://${outsideHost(random)}/x`],
  () => ["pip", "install", "--user", "requests"],
  () => ["pip3", "install", "-r", "/app/requirements.txt"],
  () => ["python3", "-m", "pip", "install", "mlflow==2.14.1"],
  () => ["/opt/conda/bin/pip", "install", "xgboost"],
  () => ["npm", "install", "left-pad"],
  () => ["npm", "ci"],
  () => ["apt-get", "install", "-y", "netcat"],
  () => ["apt", "install", "tor"],
  () => ["apk", "add", "--no-cache", "bash"],
  (random) => ["git", "clone", `https://${outsideName(random)}/team/code.git`],
  (random) => ["git", "clone", "--depth", "1", `git@${outsideName(random)}:team/code.git`],
];

/** A command that fetches something: as a list of words, or within a shell script. */
export function fetches(random: Random): { words: string[]; script: string } {
  const words = random.pick(sources)(random);
  const line = words.join(" ");
  const script = random.pick([
    line,
    `cd /tmp && ${line}`,
    `sleep 5; ${line}`,
    `test -f /tmp/x || ${line}`,
    `timeout 60 ${line}`,
    `exec ${line}`,
    `echo start\n${line}\necho done`,
    `x=$(${line})`,
    `${line} | tar xz`,
    `if true; then ${line}; fi`,
    `sudo -E ${line}`,
    `A=1 B=2 ${line}`,
    `while true; do\n\t${line}\ndone`,
  ]);
  return { words, script };
}
