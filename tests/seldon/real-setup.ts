import { objectsOf } from "../charts/flatten";
import { realData } from "../charts/real-data";
import type { SeldonConfig, ServerConfig } from "../../operator/custom-resources";

/** One object that Seldon's setup chart renders with its default values. */
function rendered(context: Mocha.Context, kind: string, name: string): object {
  const objects = objectsOf(realData(context, "seldon-2.9.1/setup.rendered.yaml"));
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`the chart renders no ${kind} ${name}`);
  return found;
}

export const realSeldonConfig = (context: Mocha.Context): SeldonConfig =>
  rendered(context, "SeldonConfig", "default") as SeldonConfig;

export const realServerConfig = (context: Mocha.Context, name: string): ServerConfig =>
  rendered(context, "ServerConfig", name) as ServerConfig;
