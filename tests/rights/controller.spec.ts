import assert from "node:assert/strict";

import type { Rule } from "../../rights/bound-role";
import { controllerRights, controllerRules } from "../../rights/controller";
import { objectsOf, type KubernetesObject } from "../charts/flatten";
import { realData } from "../charts/real-data";

const account = { namespace: "seldon-system", serviceAccount: "seldon-v2-controller-manager" };

/** Each right as one line, so that two sets of rules can be held against each other however they are cut. */
const rights = (rules: readonly Rule[]): string[] =>
  rules
    .flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
    )
    .sort();

describe("the rights of Seldon's controller in a tenant", () => {
  it("go to the controller's one account, and to nothing else", () => {
    const { role, binding } = controllerRights("team-a", account);
    assert.deepEqual(role.metadata, { name: "seldon-controller", namespace: "team-a" });
    assert.deepEqual(binding, {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: { name: "seldon-controller", namespace: "team-a" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "seldon-controller" },
      subjects: [
        {
          kind: "ServiceAccount",
          name: "seldon-v2-controller-manager",
          namespace: "seldon-system",
        },
      ],
    });
  });

  it("name every kind and verb, never all of them by a star", () => {
    assert.doesNotMatch(JSON.stringify(controllerRules()), /\*/);
  });

  describe("beside those that Seldon's chart gives it", () => {
    type Role = KubernetesObject & { rules: Rule[] };
    let objects: Role[];
    before(function () {
      objects = objectsOf(realData(this, "seldon-2.9.1/setup.rendered.yaml")) as Role[];
    });

    // The chart's ClusterRole of the same name has the same rules; by default it renders the Role alone.
    const chartRules = (): Rule[] => {
      const role = objects.find(
        ({ kind, metadata }) => kind === "Role" && metadata.name === "seldon-v2-manager-role",
      );
      assert.ok(role);
      return role.rules;
    };
    const ofNoGroup = ({ apiGroups }: Rule) => apiGroups.includes("v1");

    it("are the same, but for rules on an API group that does not exist", () => {
      const real = chartRules().filter((rule) => !ofNoGroup(rule));
      assert.deepEqual(rights(controllerRules()), rights(real));
    });

    it("belong to the account that the chart binds them to", () => {
      const bindings = objects as unknown as ReturnType<typeof controllerRights>["binding"][];
      const binding = bindings.find(
        ({ kind, metadata }) =>
          (kind as string) === "RoleBinding" && metadata.name === "seldon-v2-manager-rolebinding",
      );
      assert.deepEqual(binding?.subjects, controllerRights("any", account).binding.subjects);
    });
  });
});
