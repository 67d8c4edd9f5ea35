/** Programs that connect to the hosts they are told, with the letters of their options that take a value. */
export const CLIENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    curl: "oHdXuAemwTFbcEKQrtyYzUCDhP",
    wget: "OPTtoaeUQlARiBDIX",
    aria2c: "doxsjkitu",
    axel: "onHU",
    lynx: "",
    w3m: "o",
    http: "abdo",
    https: "abdo",
    xh: "abdo",
    nc: "wpsqiXx",
    ncat: "wpsqi",
    netcat: "wpsqi",
    telnet: "lX",
    ftp: "p",
    tftp: "clmr",
    ssh: "iplFoJLRDWbcemOQSwEB",
    sftp: "iPFoJbcBlRS",
    scp: "iPFoJclS",
    rsync: "efTM",
  }),
);

/** Of these an operand is a file unless a host stands before it: `host:path`. */
export const COPIERS: ReadonlySet<string> = new Set(["scp", "rsync"]);

/** Their options that read what to fetch from a file. */
export const LISTS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    curl: /^(-[a-zA-Z]*K|--config)/,
    wget: /^(-[a-zA-Z]*i|--input-file)/,
    aria2c: /^(-i|--input-file)/,
  }),
);

const words = (text: string): readonly string[] => text.split(" ");
const NODE = words("install i ci add update up upgrade dlx exec create init");
const SYSTEM = words(
  "install update upgrade dist-upgrade full-upgrade download source add fetch in up makecache groupinstall reinstall build-dep",
);
const CONTAINERS = words("pull run build create push copy sync cp login image images");

/** Programs that fetch when this is their subcommand; where the list is empty, always. */
export const INSTALLERS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...Object.fromEntries(
      words("apt apt-get aptitude apk yum dnf microdnf tdnf zypper brew").map((name) => [
        name,
        SYSTEM,
      ]),
    ),
    ...Object.fromEntries(words("npm pnpm bun").map((name) => [name, NODE])),
    yarn: [...NODE, "", "global"],
    npx: [],
    uvx: [],
    pipx: [],
    easy_install: [],
    pacman: words("-S -Sy -Syu -Syy -Su"),
    pip: words("install download wheel"),
    uv: words("pip add sync run tool lock python"),
    poetry: words("install add update lock"),
    pipenv: words("install sync update"),
    ...Object.fromEntries(
      words("conda mamba micromamba").map((name) => [name, words("install create update env")]),
    ),
    gem: words("install update fetch"),
    bundle: words("install update"),
    composer: words("install update require create-project"),
    cargo: words("install fetch add update"),
    go: words("install get mod run"),
    mvn: [],
    helm: words("pull fetch repo dependency dep push registry"),
    git: words("clone fetch pull submodule ls-remote push archive lfs remote"),
    hg: words("clone pull"),
    svn: words("checkout co export update"),
    dvc: words("pull fetch get import import-url push"),
    "huggingface-cli": words("download upload login"),
    hf: words("download upload auth"),
    ollama: words("pull run push"),
    ...Object.fromEntries(
      words("docker podman nerdctl crictl ctr skopeo oras crane regctl buildah").map((name) => [
        name,
        CONTAINERS,
      ]),
    ),
    aws: [],
    gcloud: [],
    gsutil: [],
    az: [],
    azcopy: [],
  }),
);

/** Programs that fetch only what a URL among their arguments names. */
export const BY_URL: ReadonlySet<string> = new Set([
  "kubectl",
  "oc",
  "helm",
  "kustomize",
  "rclone",
]);

/** Programs that start another one, named somewhere behind them. */
export const STARTERS: ReadonlySet<string> = new Set(
  words(
    "sudo doas env exec command time timeout nohup nice ionice stdbuf setsid flock xargs find parallel watch retry eval busybox toybox sh bash ash dash zsh ksh if then else elif do while until ! { which tini dumb-init su su-exec gosu chroot nsenter unshare -- builtin proxychains proxychains4",
  ),
);

/** Interpreters, and what of their languages opens a connection. */
export const INTERPRETER = /^(python|pypy|node|deno|bun|ruby|perl|php|rscript)$/;
export const CONNECTS =
  /urlopen|urlretrieve|urllib\d?\.request|requests\.(get|post|put|request|Session)|httpx\.|aiohttp|http\.client|HTTPSConnection|create_connection|socket\.socket|snapshot_download|hf_hub_download|from_pretrained|\bfetch\(|https?\.(get|request)\(|require\(\s*['"](node:)?https?['"]\s*\)|Net::HTTP|open-uri|URI\.open|LWP::|IO::Socket|HTTP::Tiny|file_get_contents\(\s*['"]https?|curl_exec|download\.file|install\.packages/;
