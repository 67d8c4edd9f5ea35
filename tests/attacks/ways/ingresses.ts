import type { Raw, Way } from "../attack";
import type { Random } from "../random";
import { added } from "./making/change";
import { outsideName, outsideUrl } from "./making/hosts";
import { wrapped } from "./making/lists";
import { newName } from "./making/names";
import { anywhere } from "./making/places";
import { way } from "./making/way";

const ingress = (random: Random, home: string, annotations: object): Raw => ({
  apiVersion: random.pick([
    "networking.k8s.io/v1",
    "networking.k8s.io/v1beta1",
    "extensions/v1beta1",
  ]),
  kind: "Ingress",
  metadata: { name: newName(random), namespace: home, annotations },
  spec: {
    rules: [
      {
        host: "web.models.mlops.internal",
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name: "web", port: { number: 80 } } },
            },
          ],
        },
      },
    ],
  },
});

const NGINX = "nginx.ingress.kubernetes.io";

const INGRESSES: readonly ((random: Random, home: string) => Raw)[] = [
  (random, home) =>
    ingress(random, home, {
      [`${NGINX}/${random.pick(["auth-url", "auth-signin", "mirror-target"])}`]: outsideUrl(random),
    }),
  (random, home) =>
    ingress(random, home, {
      [`${NGINX}/${random.pick(["configuration-snippet", "server-snippet", "auth-snippet"])}`]: `proxy_pass https://${outsideName(random)};`,
    }),
  (random, home) => ingress(random, home, { [`${NGINX}/upstream-vhost`]: outsideName(random) }),
  (random, home) =>
    ingress(random, home, {
      [`${NGINX}/${random.pick(["permanent-redirect", "temporal-redirect"])}`]: outsideUrl(random),
    }),
  (random, home) => ({
    apiVersion: random.pick(["traefik.io/v1alpha1", "traefik.containo.us/v1alpha1"]),
    kind: "Middleware",
    metadata: { name: newName(random), namespace: home },
    spec: { forwardAuth: { address: outsideUrl(random), trustForwardHeader: true } },
  }),
  (random, home) => ({
    ...ingress(random, home, {}),
    spec: {
      defaultBackend: {
        resource: { apiGroup: "storage.example.org", kind: "Bucket", name: "outside" },
      },
    },
  }),
];

/** Way 82. */
export const INGRESSES_OUT: readonly Way[] = [
  way(
    82,
    "ingresses-stay-inside",
    "an Ingress that asks, or sends to, outside",
    (random, stack) => {
      const object = random.pick(INGRESSES)(random, anywhere(random, stack));
      return {
        what: JSON.stringify(object),
        change: added(random, stack, wrapped(random, object)),
      };
    },
  ),
];
