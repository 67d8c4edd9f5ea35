import assert from "node:assert/strict";

import { controllerFlows } from "../../network/flows/controller";
import { tenantFlows } from "../../network/flows/tenant";
import { realData } from "../charts/real-data";
import { everything, landscape, serving } from "./platform";
import { isMap, valuesAt } from "./values-at";

describe("the table of flows", () => {
  const tenant = serving("team-a", {
    modelStores: [{ namespace: "minio", port: 9000 }],
    telemetryPorts: [80],
  });
  const rows = tenantFlows(everything, tenant);

  it("says why for every row", () => {
    for (const { why } of [...controllerFlows(landscape), ...rows]) assert.match(why, /\w+ \w+/);
  });

  it("chooses pods by labels that Seldon's operator really puts on them", function () {
    const output = realData(this, "seldon-2.9.1/operator-output.json");
    const restricted = realData(this, "seldon-2.9.1/operator-output-restricted.json");
    const wanted = rows
      .flatMap(({ from, to }) => [from, to])
      .flatMap((end) =>
        "labels" in end && end.labels && end.namespace === "team-a" ? [end.labels] : [],
      );
    const labels = [output, restricted]
      .flatMap((text) => valuesAt("labels", JSON.parse(text)))
      .filter(isMap);
    assert.equal(new Set(wanted.map((selector) => JSON.stringify(selector))).size, 7);
    for (const selector of wanted)
      assert.ok(
        labels.some((found) =>
          Object.entries(selector).every(([key, value]) => found[key] === value),
        ),
        JSON.stringify(selector),
      );
  });

  it("opens to Prometheus only ports that pods of the real operator and charts declare", function () {
    const rendered = realData(this, "seldon-2.9.1/setup.rendered.yaml");
    const scraped = rows.filter(({ why }) => why.includes("Prometheus"));
    const numbers = scraped.flatMap(({ ports }) => ports ?? []).map(({ port }) => port);
    // Istio puts the last two on each pod: its own documentation has them.
    assert.deepEqual(numbers, [8002, 8082, 9006, 9003, 9006, 15020, 15090]);
    for (const port of numbers.slice(0, -2))
      assert.ok(rendered.includes(`containerPort: ${String(port)}`), String(port));
  });

  it("chooses the controller by the labels that Seldon's chart gives it", function () {
    const rendered = realData(this, "seldon-2.9.1/setup.rendered.yaml");
    const [row] = controllerFlows(landscape);
    assert.ok(row && "labels" in row.from && row.from.labels);
    for (const [key, value] of Object.entries(row.from.labels))
      assert.ok(rendered.includes(`${key}: ${value}`), key);
  });
});
