import assert from "node:assert/strict";

import { controllerFlows } from "../../network/flows/controller";
import { platformFlows } from "../../network/flows/platform";
import { seldonParts } from "../../network/flows/pods";
import { tenantFlows } from "../../network/flows/tenant";
import { realData } from "../charts/real-data";
import { everything, landscape, serving } from "./platform";
import { isMap, valuesAt } from "./values-at";

describe("the table of flows", () => {
  const tenant = serving("team-a", {
    modelStores: [{ namespace: "minio", port: 9000 }],
    reportsUsage: true,
  });
  const rows = tenantFlows(everything, tenant);

  it("says why for every row", () => {
    for (const { why } of [...controllerFlows(landscape), ...platformFlows(everything), ...rows])
      assert.match(why, /\w+ \w+/);
  });

  it("has no row twice, so that each can be told from the others", () => {
    for (const place of [landscape, everything])
      for (const table of [
        controllerFlows(place),
        platformFlows(place),
        tenantFlows(place, tenant),
      ]) {
        const texts = table.map(({ from, to, ports }) => JSON.stringify([from, to, ports]));
        assert.equal(new Set(texts).size, texts.length);
      }
  });

  it("knows Seldon's parts by the accounts that the real operator and chart give them", function () {
    const output = realData(this, "seldon-2.9.1/operator-output.json");
    const found = valuesAt("template", JSON.parse(output)).flatMap((template) => {
      const { metadata, spec } = template as {
        metadata?: { labels?: Record<string, string> };
        spec: { serviceAccountName?: string };
      };
      const name = metadata?.labels?.["app.kubernetes.io/name"];
      return name === undefined ? [] : [[name, spec.serviceAccountName ?? "default"] as const];
    });
    const parts = Object.values(seldonParts).map(({ labels, account }) => [
      labels["app.kubernetes.io/name"],
      account,
    ]);
    assert.deepEqual(Object.fromEntries(parts), {
      ...Object.fromEntries(found),
      // Pods of Servers have that of their ServerConfig.
      "seldon-server": "seldon-server",
    });
    const setup = realData(this, "seldon-2.9.1/setup.rendered.yaml");
    assert.equal(setup.match(/serviceAccountName: seldon-server$/gm)?.length, 2);
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
    // Istio puts the last two on each of the seven parts: its own documentation has them.
    const proxies = Array.from({ length: 7 }, () => [15020, 15090]).flat();
    assert.deepEqual(numbers, [8002, 8082, 9006, 9003, 9006, ...proxies]);
    for (const port of numbers.slice(0, -proxies.length))
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
