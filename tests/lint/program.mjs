/** The files that `pulumi up` loads, here and in crds/; harbor/ is a plugin of its own, whose work it is to call Harbor. */
export const programSources = [
  "{index,assembly,cluster,supplies,secrets,config,summary,refusal,versions}.ts",
  "{certificates,charts,checks,cluster,components,crds,exposure,istio,lifecycle,metallb,network}/**/*.ts",
  "{operator,quota,rights,schema,seldon}/**/*.ts",
  "harbor/robot.ts",
];

const ways = "fetches or sends by itself, where no policy sees it: declare a resource instead";

export const restrictedGlobals = [
  "fetch",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
  "eval",
].map((name) => ({ name, message: `${name} runs or ${ways}.` }));

const packages = [
  "axios",
  "execa",
  "got",
  "node-fetch",
  "request",
  "shelljs",
  "superagent",
  "undici",
  "ws",
  "zx",
];

const modules = [
  "child_process",
  "cluster",
  "dgram",
  "dns",
  "dns/promises",
  "http",
  "http2",
  "https",
  "inspector",
  "tls",
  "vm",
  "worker_threads",
];

export const restrictedImports = {
  paths: [
    ...modules
      .flatMap((name) => [name, `node:${name}`])
      .map((name) => ({ name, message: `A program that runs commands or ${ways}.` })),
    ...packages.map((name) => ({ name, message: `A package that runs commands or ${ways}.` })),
    ...["net", "node:net"].map((name) => ({
      name,
      allowImportNames: ["isIP", "isIPv4", "isIPv6", "BlockList"],
      message: `A socket ${ways}. Only questions about addresses are allowed.`,
    })),
  ],
  patterns: [
    {
      group: ["@pulumi/pulumi/automation*", "@pulumi/pulumi/dynamic*"],
      message: "A program within the program is judged by no policy: declare its resources here.",
    },
    {
      group: [
        "@pulumi/*",
        "!@pulumi/pulumi",
        "!@pulumi/kubernetes",
        "!@pulumi/kubernetes-cert-manager",
        "!@pulumi/random",
      ],
      message:
        "Another provider reaches out of the air gap: site data lists those that may be used.",
    },
  ],
};

const option = (name, message) => ({
  name,
  selector: `Property[key.name='${name}'], Property[key.value='${name}']`,
  message: `${name} ${message}`,
});

const options = [
  option("retainOnDelete", "leaves an object on the cluster that no gate judges any more."),
  option(
    "transforms",
    "changes resources out of sight of their declaration: write the argument where it belongs.",
  ),
  option(
    "transformations",
    "changes resources out of sight of their declaration: write the argument where it belongs.",
  ),
  option("import", "takes over an object that the gate has not seen: import it by hand."),
  option("replaceOnChanges", "deletes and makes anew what the gate saw as a change."),
  option("pluginDownloadURL", "has a plugin downloaded: plugins are installed with the toolchain."),
  option("valueYamlFiles", "lets values lie where no gate reads them: write them under values."),
];

const constructs = [
  {
    selector:
      "MemberExpression[property.name=/^register(StackTransform|StackTransformation|ResourceTransform|InvokeTransform)$/]",
    message: "A transform of the whole stack changes resources out of sight of their declaration.",
  },
  {
    selector: "MemberExpression[object.name='pulumi'][property.name=/^(dynamic|automation)$/]",
    message: "What a dynamic provider or a program within the program does, no policy sees.",
  },
  {
    selector:
      "NewExpression[callee.property.name=/^Remote(Asset|Archive)$/], NewExpression[callee.name=/^Remote(Asset|Archive)$/]",
    message: "It is fetched from an address: put the file into the checkout.",
  },
  {
    selector:
      "Property[key.name=/^(chart|repo|file|files|directory|path)$/] Literal[value=/^(oci|https?|git|ssh|s3):/], Property[key.name=/^(chart|repo|file|files|directory|path)$/] TemplateLiteral > TemplateElement[value.raw=/^(oci|https?|git|ssh|s3):/]",
    message: "It is fetched from an address: give the path of a file of the checkout.",
  },
  {
    selector: "Property[key.name='repo'] > Literal[value!='']",
    message: "The chart comes from a repository: give it the archive of a locked chart.",
  },
  {
    selector:
      "ImportExpression, CallExpression[callee.name='require'], NewExpression[callee.name='Function']",
    message:
      "What is loaded or made at run time, lint does not see: import it at the top of the file.",
  },
];

/** @param {...string} allowed the options that a file may use */
export const restrictedSyntax = (...allowed) => [
  ...options
    .filter(({ name }) => !allowed.includes(name))
    .map(({ selector, message }) => ({ selector, message })),
  ...constructs,
];
