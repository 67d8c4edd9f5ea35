import { object } from "./objects";

export const container = (name: string, ...ports: number[]) => ({
  name,
  ports: ports.map((containerPort) => ({ containerPort })),
});
const controllers = { namespace: "seldon-system" };
export const config = (labels: object = {}, metadata: object = controllers) =>
  object(
    "SeldonConfig",
    "default",
    {
      spec: {
        components: [
          {
            name: "scheduler",
            podSpec: { containers: [container("a", 9004)] },
            volumeClaimTemplates: [{ name: "c", spec: {} }],
          },
          {
            name: "envoy",
            labels: { tier: "door" },
            podSpec: { containers: [container("a", 9000)] },
          },
        ],
      },
    },
    { ...metadata, labels },
  );
export const serverConfig = object(
  "ServerConfig",
  "mlserver",
  {
    spec: {
      podSpec: { serviceAccountName: "seldon-server", containers: [container("agent", 9001)] },
    },
  },
  controllers,
);
export const runtime = (overrides: object[] = []) =>
  object("SeldonRuntime", "seldon", { spec: { seldonConfig: "default", overrides } });
export const server = (spec: object = {}) =>
  object("Server", "iris", { spec: { serverConfig: "mlserver", ...spec } });
