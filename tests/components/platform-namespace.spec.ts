import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { platformNamespace } from "../../components/platform-namespace";
import { policies, registry } from "./made-up";
import { ofKind, registered, tree } from "./registered";

const make = (args: Partial<Parameters<typeof platformNamespace>[1]> = {}) =>
  registered((opts) => {
    platformNamespace("team-a", { podSecurity: "baseline", policies, ...args }, opts);
  });

describe("a namespace of the platform", () => {
  it("holds its policies and its pull secret, and nothing else", async () => {
    const owner = "the stack";
    assert.deepEqual(tree(await make({ registry })), [
      `kubernetes:core/v1:Namespace team-a < ${owner}`,
      `kubernetes:core/v1:Secret team-a-pull-secret < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy team-a-allow-all < ${owner}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy team-a-default-deny < ${owner}`,
    ]);
  });

  it("has no pull secret where images come from public registries", async () => {
    assert.deepEqual(ofKind(await make(), "Secret"), []);
  });

  for (const podSecurity of ["baseline", "restricted"] as const)
    it(`enforces ${podSecurity} when told to, and warns of all below restricted`, async () => {
      const [namespace] = ofKind(await make({ podSecurity }), "Namespace");
      assert.deepEqual(namespace?.inputs["metadata"], {
        name: "team-a",
        labels: {
          "pod-security.kubernetes.io/enforce": podSecurity,
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
      });
    });

  it("carries the labels it is given, and none of them loosens Pod Security", async () => {
    const given = { team: "risk", "pod-security.kubernetes.io/enforce": "privileged" };
    const [namespace] = ofKind(await make({ labels: given }), "Namespace");
    assert.deepEqual(namespace?.inputs["metadata"], {
      name: "team-a",
      labels: {
        team: "risk",
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
  });

  it("passes each policy on as it is", async () => {
    const made = ofKind(await make(), "NetworkPolicy").map(({ inputs }) => ({
      metadata: inputs["metadata"],
      spec: inputs["spec"],
    }));
    assert.deepEqual(
      made,
      policies.map(({ name, spec }) => ({ metadata: { name, namespace: "team-a" }, spec })),
    );
  });

  it("is there before what is in it, and takes all of that along when it goes", async () => {
    const inside = (await make({ registry })).filter(({ type }) => !type.endsWith("Namespace"));
    for (const { name, opts } of inside) {
      assert.equal(await urnOf(opts.deletedWith as pulumi.Resource), namespaceUrn, name);
      const before = [opts.dependsOn].flat() as pulumi.Resource[];
      assert.deepEqual(await Promise.all(before.map(urnOf)), [namespaceUrn], name);
    }
    assert.equal(inside.length, 3);
  });

  it("leaves nothing in another namespace behind: what lies there is deleted by itself", async () => {
    const policy = { ...policies[1], namespace: "seldon-system", name: "controller-to-team-a" };
    const made = await make({ policies: [...policies, policy as (typeof policies)[0]] });
    const outside = made.find(({ name }) => name === "team-a-controller-to-team-a");
    assert.deepEqual(outside?.inputs["metadata"], {
      name: "controller-to-team-a",
      namespace: "seldon-system",
    });
    assert.equal(outside.opts.deletedWith, undefined);
  });
});

const namespaceUrn = "urn:pulumi:test::seldon-platform::kubernetes:core/v1:Namespace::team-a";

const urnOf = ({ urn }: pulumi.Resource): Promise<string> =>
  new Promise((resolve) => urn.apply(resolve));
