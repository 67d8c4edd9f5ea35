import type { Way } from "../attack";
import { CHECKOUT } from "./checkout";
import { DNS } from "./dns";
import { ENDPOINTS } from "./endpoints";
import { GATE } from "./gate";
import { GRAFANA } from "./grafana";
import { HODOMETER } from "./hodometer";
import { OPERATORS } from "./operators";
import { INGRESSES_OUT } from "./ingresses";
import { NETWORK_IN } from "./network-in";
import { NETWORK_OUT } from "./network-out";
import { NETWORK_PEERS } from "./network-peers";
import { NETWORK_WALLS } from "./network-walls";
import { OTHER_POLICIES } from "./other-policies";
import { POD_SECURITY } from "./pod-security";
import { OUT_OF_THE_MESH } from "./out-of-the-mesh";
import { PROGRAM } from "./program";
import { PROGRAM_FETCHES } from "./program-fetches";
import { PROGRAM_OPTIONS } from "./program-options";
import { RIGHTS } from "./rights";
import { SERVICES } from "./services";
import { TELEMETRY } from "./telemetry";
import { TEXTS } from "./texts";
import { VOLUMES } from "./volumes";
import { WORKLOADS } from "./workloads";

/** Ways 55 and 60 to 150: workloads, Services, the network, usage reports, the program, the gate itself. */
export const secondHalf: readonly Way[] = [
  ...WORKLOADS,
  ...POD_SECURITY,
  ...TEXTS,
  ...OUT_OF_THE_MESH,
  ...VOLUMES,
  ...RIGHTS,
  ...DNS,
  ...ENDPOINTS,
  ...SERVICES,
  ...INGRESSES_OUT,
  ...NETWORK_OUT,
  ...NETWORK_PEERS,
  ...NETWORK_IN,
  ...NETWORK_WALLS,
  ...OTHER_POLICIES,
  ...TELEMETRY,
  ...GRAFANA,
  ...PROGRAM,
  ...PROGRAM_FETCHES,
  ...PROGRAM_OPTIONS,
  ...CHECKOUT,
  ...GATE,
  ...HODOMETER,
  ...OPERATORS,
];
