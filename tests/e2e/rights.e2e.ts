import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { stringify } from "yaml";

import { setupPostRenderer, setupValues } from "../../components/seldon-values";
import type { BoundRole } from "../../rights/bound-role";
import { controllerRights } from "../../rights/controller";
import { teamRights } from "../../rights/team";
import { objectsOf } from "../charts/flatten";
import { StandIn } from "../charts/stand-in";
import { seldonArgs } from "../components/made-up";
import { ClusterPlace } from "../toolchain/cluster-place";
import { AccessReviews, type Caller } from "./support/access-reviews";
import * as actions from "./support/tenant-actions";

const account = { namespace: "seldon-system", serviceAccount: "seldon-v2-controller-manager" };
const controller: Caller = {
  user: `system:serviceaccount:${account.namespace}:${account.serviceAccount}`,
  groups: ["system:serviceaccounts", "system:serviceaccounts:seldon-system"],
};
const member: Caller = { user: "ann", groups: ["fraud-ds"] };
const trainer: Caller = { user: "tim", groups: ["vision-ds"] };

/** The controller's, two tenants that serve, one that trains, and one of somebody else. */
const namespaces = ["seldon-system", "fraud", "credit", "vision", "bystander"];

const team = (kind: "serving" | "training", group: string, secret: string) =>
  ({ kind, groups: [group], ownSecrets: [secret] }) as const;
const rights: readonly BoundRole[] = [
  controllerRights("fraud", account),
  controllerRights("credit", account),
  teamRights("fraud", team("serving", "fraud-ds", "fraud-s3")),
  teamRights("credit", team("serving", "credit-ds", "credit-s3")),
  teamRights("vision", team("training", "vision-ds", "vision-s3")),
];

describe("who may do what on a cluster", function () {
  this.timeout(120_000);
  let here: ClusterPlace;
  let reviews: AccessReviews;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    here = new ClusterPlace();
    await here.prepare();
    await here.cluster("rights", 0).start();
    here.kubectl("rights", ["apply", "--server-side", "-f", "-"], everything());
    reviews = new AccessReviews(here.kubeconfig("rights"));
  });
  after(() => here.remove());

  const may = (caller: Caller, asked: readonly string[], namespace?: string) =>
    reviews.allowed(caller, asked, namespace);

  describe("the controller", () => {
    for (const namespace of ["fraud", "credit"])
      it(`can do all that it does in its tenant ${namespace}`, async () => {
        const needs = actions.controllerNeeds;
        assert.deepEqual(await may(controller, needs, namespace), needs);
      });

    it("can do the same in its own namespace, and elect itself there", async () => {
      const leases = ["get", "create", "update"].map(
        (verb) => `${verb} leases.coordination.k8s.io`,
      );
      const needs = [...actions.controllerNeeds, ...leases];
      assert.deepEqual(await may(controller, needs, "seldon-system"), needs);
    });

    for (const namespace of ["default", "kube-system", "vision", "bystander"])
      it(`can do none of it in ${namespace}, where it serves nobody`, async () => {
        assert.deepEqual(await may(controller, actions.controllerNeeds, namespace), []);
      });

    it("can do none of it for the whole cluster", async () => {
      assert.deepEqual(await may(controller, actions.controllerNeeds), []);
    });

    it("can give the runtime's accounts their Roles, and no more than it has itself", () => {
      const give = (...rule: string[]) =>
        here.kubectl("rights", [
          ...["create", "role", "given", "--dry-run=server", "--namespace=fraud"],
          ...[`--as=${controller.user}`, ...rule],
        ]);
      assert.match(give("--verb=get,list,watch", "--resource=secrets,configmaps"), /created/);
      assert.throws(
        () => give("--verb=create", "--resource=networkpolicies.networking.k8s.io"),
        /attempting to grant RBAC permissions not currently held/,
      );
    });
  });

  describe("a member of a team that serves", () => {
    it("can work with its models, experiments and pipelines, and with its own Secret", async () => {
      const work = [...actions.servingWork, ...actions.ownSecret("fraud-s3")];
      assert.deepEqual(await may(member, work, "fraud"), work);
    });

    it("can see why something does not run", async () => {
      assert.deepEqual(await may(member, actions.inspection, "fraud"), actions.inspection);
    });

    it("cannot touch policies, quotas, RBAC, accounts, servers or other Secrets", async () => {
      const limits = [
        ...actions.limits,
        ...actions.ownSecret("credit-s3"),
        "delete secrets#fraud-s3",
      ];
      assert.deepEqual(await may(member, limits, "fraud"), []);
    });

    it("cannot run a pod of its own, nor enter one of Seldon's", async () => {
      const runs = ["create pods", "create jobs.batch", "create pods/exec", "get pods/exec"];
      assert.deepEqual(await may(member, runs, "fraud"), []);
    });
  });

  describe("a member of a team that trains", () => {
    it("can run workloads, enter them, and use its own Secret", async () => {
      const work = [...actions.trainingWork, ...actions.ownSecret("vision-s3")];
      assert.deepEqual(await may(trainer, work, "vision"), work);
      assert.deepEqual(await may(trainer, actions.inspection, "vision"), actions.inspection);
    });

    it("cannot touch policies, quotas, RBAC, accounts, models or other Secrets", async () => {
      const limits = [...actions.limits, ...actions.servingWork, ...actions.ownSecret("fraud-s3")];
      assert.deepEqual(await may(trainer, limits, "vision"), []);
    });
  });

  for (const [whose, caller, home] of [
    ["a team that serves", member, "fraud"],
    ["a team that trains", trainer, "vision"],
  ] as const)
    it(`keeps ${whose} out of every other namespace, and of the cluster`, async () => {
      const { servingWork, trainingWork, inspection, limits } = actions;
      const asked = [...new Set([...servingWork, ...trainingWork, ...inspection, ...limits])];
      for (const elsewhere of ["credit", "seldon-system", "kube-system", undefined])
        assert.deepEqual(await may(caller, asked, elsewhere), [], elsewhere ?? "the cluster");
      // The same questions at home have answers, so none above is a no for want of a right question.
      assert.ok((await may(caller, asked, home)).length > 50);
    });
});

/** The namespaces, what the setup chart gives the controller once rendered as we do, and our Roles. */
function everything(): string {
  const made = namespaces.map((name) => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name },
  }));
  const rendered = execFileSync(setupPostRenderer.command, setupPostRenderer.args, {
    cwd: path.resolve(__dirname, "../.."),
    input: new StandIn("seldon-core-v2-setup").render(setupValues(seldonArgs)),
    encoding: "utf8",
  });
  const chart = objectsOf(rendered).filter(({ kind }) => /Role|ServiceAccount/.test(kind));
  const ours = rights.flatMap(({ role, binding }) => [role, binding]);
  return [...made, ...chart, ...ours].map((object) => stringify(object)).join("---\n");
}
