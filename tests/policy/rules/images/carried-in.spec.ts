import assert from "node:assert/strict";
import { siteFrom } from "../../../../policy/site/site";
import { deployment, findingsOf } from "../../objects";

const siteWith = (images: object) =>
  siteFrom({ environment: "prod", imageHosts: ["harbor.local"], images });
const told = (rule: string, images: object, image: string) =>
  findingsOf(rule, [deployment({ containers: [{ name: "c", image }] })], siteWith(images)).map(
    ({ message }) => message,
  );

describe("images-come-from-mirrored-projects", () => {
  const from = (images: object, image: string) =>
    told("images-come-from-mirrored-projects", images, image);
  const projects = ["mirror", "teams/vision"];

  for (const image of ["mirror-2/x:1", "teams/x:1", "teams/vision2/x:1", "x/mirror/x:1"])
    it(`refuses ${image}, of another project`, () => {
      assert.match(
        from({ projects }, `harbor.local/${image}`)[0] ?? "",
        /none of the site's projects/,
      );
    });

  for (const image of ["mirror/x:1", "mirror/a/b/x:1", "teams/vision/x:1"])
    it(`accepts ${image}`, () => {
      assert.deepEqual(from({ projects }, `harbor.local/${image}`), []);
    });

  it("accepts any project where the site lists none", () => {
    assert.deepEqual(from({}, "harbor.local/any/x:1"), []);
  });

  it("refuses a project that fetches from outside, even below a listed one", () => {
    const images = { projects, proxyProjects: ["mirror/hub"] };
    assert.match(from(images, "harbor.local/mirror/hub/x:1")[0] ?? "", /fetches from outside/);
    assert.deepEqual(from(images, "harbor.local/mirror/hubs/x:1"), []);
  });

  it("leaves other hosts to images-come-from-harbor", () => {
    assert.deepEqual(from({ projects }, "docker.io/x/y:1"), []);
  });
});

describe("images-are-in-the-bundle", () => {
  const held = (images: object, image: string) => told("images-are-in-the-bundle", images, image);
  const bundle = [
    { image: "harbor.local/x:1.2.3", platforms: ["linux/amd64"] },
    { image: "harbor.local/y:1.2.3" },
  ];

  it("refuses an image that was not carried in, and accepts one that was", () => {
    assert.deepEqual(held({ bundle }, "harbor.local/x:1.2.4"), [
      "harbor.local/x:1.2.4 is not in the site's bundle",
    ]);
    assert.deepEqual(held({ bundle }, "harbor.local/x:1.2.3"), []);
    assert.deepEqual(held({}, "harbor.local/x:1.2.4"), []);
  });

  it("refuses an image that was carried in for another platform", () => {
    const platforms = ["linux/amd64", "linux/arm64"];
    assert.match(
      held({ bundle, platforms }, "harbor.local/x:1.2.3")[0] ?? "",
      /not for linux\/arm64/,
    );
    assert.deepEqual(held({ bundle, platforms: ["linux/amd64"] }, "harbor.local/x:1.2.3"), []);
    assert.deepEqual(held({ bundle, platforms }, "harbor.local/y:1.2.3"), []);
  });
});

describe("the site's data about images", () => {
  const refused: [string, object, RegExp][] = [
    ["an image without a tag", { bundle: [{ image: "harbor.local/x" }] }, /with a tag or a digest/],
    ["an image without a host", { bundle: [{ image: "x:1.0.0" }] }, /with its host/],
    ["a project with a wildcard", { projects: ["mirror/*"] }, /no wildcard/],
    ["platforms that nothing is held against", { platforms: ["linux/amd64"] }, /no effect/],
    ["a misspelt key", { project: ["mirror"] }, /project/],
  ];
  for (const [what, images, words] of refused)
    it(`refuses ${what}`, () => {
      assert.throws(() => siteWith(images), words);
    });

  it("accepts a bundle with platforms", () => {
    const image = "harbor.local/x:1.0.0";
    assert.doesNotThrow(() => siteWith({ bundle: [{ image }], platforms: ["linux/arm/v7"] }));
  });
});
