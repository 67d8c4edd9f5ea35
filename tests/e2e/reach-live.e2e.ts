import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { reach } from "../../commands/reach";
import type { KubernetesObject } from "../../policy/kubernetes-object";
import { parseSite } from "../../policy/site/site";
import { verdictsOf } from "../../policy/verdicts";
import { CheckoutCopy, thisCheckout } from "./support/checkout-copy";
import { operatorObjects } from "./support/operator-objects";
import { platformObjects } from "./support/platform-objects";
import { StackShell } from "./support/stack-shell";
import { platformOf } from "./support/stacks";

// Without what the cluster makes by itself, all the time.
const everything =
  'kubectl get "$(kubectl api-resources --verbs=list --output=name | grep -vE "^(events|leases|componentstatuses)" | paste -sd,)" ' +
  "--all-namespaces --output=json";
const tenant = "fraud-detection";

const listOf = (items: readonly object[]) =>
  JSON.stringify({ apiVersion: "v1", kind: "List", items });

/** What `reach` prints of the objects. */
function reached(items: readonly KubernetesObject[]) {
  const said = { stdout: "", stderr: "" };
  const streams = {
    stdin: () => listOf(items),
    stdout: (text: string) => (said.stdout += text),
    stderr: (text: string) => (said.stderr += text),
  };
  return { code: reach(["-"], { diff: false, format: "json" }, streams), ...said };
}

function verdicts(objects: readonly KubernetesObject[]) {
  const file = path.join(thisCheckout, "policy", "site", "dev.yaml");
  return verdictsOf(objects, parseSite(readFileSync(file, "utf8"), file)).map(
    ({ name, answer, breaches }) => ({
      name,
      answer,
      breaches: breaches.map((breach) => JSON.stringify(breach)).sort(),
    }),
  );
}

describe("reach of a cluster and of what is applied to it", function () {
  this.timeout(300_000);
  let copy: CheckoutCopy;
  let shell: StackShell;
  let rendered: KubernetesObject[];
  const live = async () => ((await shell.json(everything)) as { items: KubernetesObject[] }).items;

  before(async function () {
    // The first build of the programs takes minutes.
    this.timeout(3_600_000);
    rendered = (await platformObjects(platformOf("dev"))).map((object) => ({ ...object }));
    copy = new CheckoutCopy();
    const { code, output } = await copy.make(["up", "STACK=dev"]);
    assert.equal(code, 0, output);
    shell = await StackShell.open(copy, "dev");
  });
  after(() => {
    (copy as CheckoutCopy | undefined)?.remove();
  });

  it("has the same rows and verdicts, and nothing in either is in doubt", async () => {
    const [table, objects] = [reached(rendered), await live()];
    assert.deepEqual({ code: table.code, stderr: table.stderr }, { code: 0, stderr: "" });
    assert.match(table.stdout, /fraud-detection\/mlserver\[StatefulSet\]/);
    assert.deepEqual(reached(objects), table);
    assert.deepEqual(verdicts(objects), verdicts(rendered));
  });

  it("stays the same when the operator's pods run", async () => {
    const made = operatorObjects(await platformObjects(platformOf("dev")), tenant);
    writeFileSync(copy.path("made.json"), listOf(made));
    await shell.text("kubectl apply --server-side --filename=made.json");
    for (const pods of ["seldon-server-name=mlserver", "app.kubernetes.io/name=seldon-envoy"])
      await shell.text(
        `for try in $(seq 60); do [ -n "$(kubectl get pods -n ${tenant} -l ${pods} -o name)" ] && exit; sleep 1; done; exit 1`,
      );
    const objects = await live();
    assert.deepEqual(reached(objects), reached(rendered));
    assert.deepEqual(verdicts(objects), verdicts(rendered));
  });

  it("prints no stack trace when nobody reads on", async () => {
    writeFileSync(copy.path("live.json"), listOf(await live()));
    const line = "node commands/seldon-platform.js reach live.json --format json | true";
    const { stderr } = await copy.shell(line);
    assert.equal(stderr, "");
  });
});
