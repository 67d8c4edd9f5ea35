import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policy/unknown";
import { describeCases } from "./cases";
import { resource, told } from "./resources";

const HARBOR = "harbor:index:Robot";
const own = (organisation: string) =>
  resource("pulumi:pulumi:StackReference", { name: `${organisation}/platform/dev` });

describeCases({
  "providers-are-listed": {
    refused: [
      ["a cloud", resource("aws:s3/bucket:Bucket")],
      ["the provider of a cloud", resource("pulumi:providers:aws")],
      [
        "a provider of our components, which have none",
        resource("pulumi:providers:seldon-platform"),
      ],
      [
        "a plugin from an address",
        resource("pulumi:providers:random", { pluginDownloadURL: "https://x.example" }),
      ],
      [
        "a namespace that objects do not name",
        resource("pulumi:providers:kubernetes", { namespace: "other" }),
      ],
      [
        "rendering into files",
        resource("pulumi:providers:kubernetes", { renderYamlToDirectory: "out" }),
      ],
      [
        "updates that are skipped",
        resource("pulumi:providers:kubernetes", { skipUpdateUnreachable: "true" }),
      ],
      [
        "a kubeconfig written out",
        resource("pulumi:providers:kubernetes", { kubeconfig: "apiVersion: v1\nclusters: []" }),
      ],
      [
        "a kubeconfig that is unknown",
        resource("pulumi:providers:kubernetes", { kubeconfig: UNKNOWN }),
      ],
    ],
    accepted: [
      ["the stack itself", resource("pulumi:pulumi:Stack")],
      ["a component of ours", resource("seldon-platform:components:Tenant")],
      ["random passwords", resource("random:index/randomPassword:RandomPassword", { length: 40 })],
      [
        "our provider",
        resource("pulumi:providers:kubernetes", {
          kubeconfig: "~/.kube/config",
          context: "prod",
          enableServerSideApply: "true",
          namespace: "",
        }),
      ],
    ],
  },
  "stack-references-stay-here": {
    refused: [
      ["another organisation", own("acme")],
      [
        "another project",
        resource("pulumi:pulumi:StackReference", { name: "organization/network/dev" }),
      ],
      [
        "a longer name",
        resource("pulumi:pulumi:StackReference", { name: "organization/platform/dev/x" }),
      ],
    ],
    accepted: [["a stack of this project", own("organization")]],
  },
  "options-hide-nothing": {
    refused: [
      [
        "an image that stays",
        resource(
          "kubernetes:apps/v1:Deployment",
          {},
          { ignored: ["spec.replicas", "spec.template"] },
        ),
      ],
      ["everything that stays", resource("kubernetes:core/v1:Service", {}, { ignored: ["*"] })],
      [
        "replicas of what nobody scales",
        resource(
          "kubernetes:mlops.seldon.io/v1alpha1:SeldonRuntime",
          {},
          { ignored: ["spec.replicas"] },
        ),
      ],
      ["rights in Harbor that stay", resource(HARBOR, {}, { ignored: ["project"] })],
      [
        "an alias of another type",
        resource(
          "kubernetes:core/v1:ConfigMap",
          {},
          { aliases: ["urn:pulumi:prod::platform::kubernetes:core/v1:Secret::it"] },
        ),
      ],
      [
        "an alias in another stack",
        resource(
          "kubernetes:core/v1:ConfigMap",
          {},
          { aliases: ["urn:pulumi:dev::platform::kubernetes:core/v1:ConfigMap::it"] },
        ),
      ],
    ],
    accepted: [
      [
        "replicas that are scaled",
        resource("kubernetes:mlops.seldon.io/v1alpha1:Server", {}, { ignored: ["spec.replicas"] }),
      ],
      [
        "an alias under another parent",
        resource(
          "kubernetes:core/v1:ConfigMap",
          {},
          { aliases: ["urn:pulumi:prod::platform::a:b:C$kubernetes:core/v1:ConfigMap::old"] },
        ),
      ],
    ],
  },
  "walls-are-applied": {
    refused: [
      [
        "a wall that is patched",
        resource("kubernetes:security.istio.io/v1:AuthorizationPolicyPatch"),
      ],
    ],
    accepted: [["another kind of patch", resource("kubernetes:core/v1:ServiceAccountPatch")]],
  },
});

describe("judgeProgram", () => {
  it("takes a rule that throws for one that has not said yes, and judges the other resources", () => {
    const broken = resource("pulumi:providers:kubernetes", {
      get kubeconfig(): string {
        throw new TypeError("secret");
      },
    });
    const found = told("providers-are-listed", broken, resource("aws:s3/bucket:Bucket"));
    assert.match(found[0] ?? "", /could not be judged: the rule stopped with TypeError/);
    assert.match(found[1] ?? "", /package aws/);
  });
});
