import assert from "node:assert/strict";
import { deployment, findingsOf, PROD } from "../../objects";

const site = { ...PROD, imageHosts: ["harbor.local", "harbor.local:8443"] };
const found = (image: string) =>
  findingsOf("images-come-from-harbor", [deployment({ containers: [{ name: "c", image }] })], site);

describe("the host of an image, held against the site's list", () => {
  const refused = [
    "harbor.local.evil.com/x:1",
    "harbor.local-x/y:1",
    "harbor-local/x:1",
    "Harbor.local/x:1",
    "harbor.LOCAL/x:1",
    "harbor.local./x:1",
    "harbor.local:443/x:1",
    "harbor.local:08443/x:1",
    "harbor.local:8443.evil.com/x:1",
    "user@harbor.local/x:1",
    "harbor.local@evil.com/x:1",
    "user:word@harbor.local/x:1",
    "[::1]:5000/harbor.local/x:1",
    "[fd00::1]/x:1",
    "10.0.0.1:5000/x:1",
    "hаrbor.local/x:1",
    "xn--hrbor-hra.local/x:1",
    "härbor.local/x:1",
    "docker.io/harbor.local/x:1",
    "evil.com/harbor.local:8443/x:1",
    "https://harbor.local/x:1",
    "//harbor.local/x:1",
    "harbor.local",
    "harbor/x:1",
    "nginx",
    "library/nginx:1.27.1",
    "localhost/x:1",
  ];
  for (const image of refused)
    it(`refuses ${image}`, () => {
      assert.equal(found(image).length, 1);
    });

  for (const image of ["harbor.local/x:1", "harbor.local:8443/a/b:1", "harbor.local/docker.io/x:1"])
    it(`accepts ${image}`, () => {
      assert.deepEqual(found(image), []);
    });
});
