import { nameProblem, robotName } from "../harbor/robot-name";
import { robotProject } from "../harbor/robot-project";
import type { Check } from "./check";

const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** A robot belongs to a project of Harbor's. */
export const robotsHaveAProject: Check = ({ registry }) =>
  registry?.robots && !robotProject(registry)
    ? [
        {
          path: ["registry", "robots", "project"],
          message:
            "is missing, and registry.prefix names no project either; write the Harbor project of the images",
          searched: ["registry", "prefix"],
        },
      ]
    : [];

/** Whoever may make robots may make them for any tenant, and its password is in no pull secret. */
export const makersArePullersOfNothing: Check = ({ registry }) =>
  registry?.robots && registry.robots.username === registry.username
    ? [
        {
          path: ["registry", "robots", "username"],
          message:
            "is registry.username too, whose password is in pull secrets; make robots with an account of their own",
        },
      ]
    : [];

/** Passwords and secrets cross that connection. */
export const prodMakesRobotsByTls: Check = ({ environment, registry }) => {
  const api = registry?.robots?.api;
  if (environment !== "prod" || api === undefined || !URL.canParse(api)) return [];
  const { protocol, hostname } = new URL(api);
  return protocol === "http:" && !loopback.includes(hostname)
    ? [
        {
          path: ["registry", "robots", "api"],
          message: "is not encrypted, and the secrets of robots go over it; write https:// in prod",
        },
      ]
    : [];
};

/** As far as it can be known without the name of the stack, which is looked at when robots are made. */
export const robotsHaveNamesThatHarborTakes: Check = ({ registry, tenants }) => {
  const { robots } = registry ?? {};
  const project = registry && robotProject(registry);
  if (!robots || !project) return [];
  return tenants.flatMap(({ name, retire }, index) => {
    const robot = robotName("stack", name, robots.rotation);
    const problem = retire ? undefined : nameProblem(project, robot);
    return problem === undefined
      ? []
      : [
          {
            path: ["tenants", index, "name"],
            message: `is part of a robot's name, as in "${robot}": ${problem}`,
          },
        ];
  });
};
