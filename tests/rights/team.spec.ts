import assert from "node:assert/strict";

import { teamRights, teamRules, type TeamAccess } from "../../rights/team";

const both = ["serving", "training"] as const;
const rulesOf = (kind: TeamAccess["kind"], ownSecrets: string[] = []) =>
  teamRules({ kind, ownSecrets });

/** The verbs on one resource, over all rules; a rule with names counts only where names are asked for. */
const verbsOn = (kind: TeamAccess["kind"], resource: string, ownSecrets: string[] = []) =>
  rulesOf(kind, ownSecrets)
    .filter(({ resources }) => resources.includes(resource))
    .flatMap(({ verbs }) => verbs)
    .sort()
    .join(" ");

const look = "get list watch";
const work = "create delete get list patch update watch";

describe("the rights of a team", () => {
  it("go to its groups, each as a group and not as a user", () => {
    const { role, binding } = teamRights("team-a", {
      kind: "serving",
      groups: ["fraud-ds", "fraud-ops"],
      ownSecrets: [],
    });
    assert.deepEqual(role.metadata, { name: "team", namespace: "team-a" });
    assert.deepEqual(binding.metadata, role.metadata);
    assert.deepEqual(binding.roleRef, {
      apiGroup: "rbac.authorization.k8s.io",
      kind: "Role",
      name: "team",
    });
    assert.deepEqual(
      binding.subjects,
      ["fraud-ds", "fraud-ops"].map((name) => ({
        kind: "Group",
        name,
        apiGroup: "rbac.authorization.k8s.io",
      })),
    );
  });

  for (const kind of both) {
    it(`never write what limits the team, in a ${kind} namespace`, () => {
      for (const resource of ["networkpolicies", "resourcequotas", "limitranges"])
        assert.equal(verbsOn(kind, resource), look, resource);
      for (const resource of ["roles", "rolebindings", "serviceaccounts", "serviceaccounts/token"])
        assert.equal(verbsOn(kind, resource), "", resource);
    });

    it(`name every kind and verb, never all of them by a star, in a ${kind} namespace`, () => {
      assert.doesNotMatch(JSON.stringify(rulesOf(kind, ["s3"])), /\*/);
    });

    it(`are about no Secret where the team owns none, in a ${kind} namespace`, () => {
      assert.equal(verbsOn(kind, "secrets"), "");
    });

    it(`are about the team's own Secrets by name, and list none, in a ${kind} namespace`, () => {
      const secrets = rulesOf(kind, ["s3", "kafka"]).filter(({ resources }) =>
        resources.includes("secrets"),
      );
      assert.deepEqual(secrets, [
        {
          apiGroups: [""],
          resources: ["secrets"],
          verbs: ["get", "patch", "update"],
          resourceNames: ["s3", "kafka"],
        },
      ]);
    });

    it(`let it see why something does not run, and reach its pods, in a ${kind} namespace`, () => {
      for (const resource of ["pods/log", "deployments", "statefulsets", "replicasets"])
        assert.equal(verbsOn(kind, resource), look, resource);
      assert.match(verbsOn(kind, "events"), /^get/);
      assert.equal(verbsOn(kind, "pods/portforward"), "create get");
    });

    it(`leave no way into a pod but those, in a ${kind} namespace`, () => {
      for (const resource of ["pods/attach", "pods/ephemeralcontainers", "pods/proxy"])
        assert.equal(verbsOn(kind, resource), "", resource);
    });
  }

  it("are full for models, experiments and pipelines where they are served, and for no other kind", () => {
    for (const resource of ["models", "experiments", "pipelines"]) {
      assert.equal(verbsOn("serving", resource), work, resource);
      assert.equal(verbsOn("training", resource), "", resource);
    }
    assert.equal(verbsOn("serving", "models/scale"), "get patch update");
    for (const resource of ["servers", "seldonruntimes", "pods", "services", "configmaps"])
      assert.equal(verbsOn("serving", resource), look, resource);
  });

  it("let it run its own workloads where it trains, and none where it serves", () => {
    for (const resource of ["jobs", "cronjobs"]) {
      assert.equal(verbsOn("training", resource), work, resource);
      assert.equal(verbsOn("serving", resource), "", resource);
    }
    for (const resource of ["pods", "services", "configmaps", "persistentvolumeclaims"])
      assert.match(verbsOn("training", resource), /^create delete/, resource);
  });

  it("let it into its pods where all are its own, and not where Seldon's tokens lie in them", () => {
    assert.equal(verbsOn("training", "pods/exec"), "create get");
    assert.equal(verbsOn("serving", "pods/exec"), "");
  });
});
