/** As Harbor's server has it (src/server/v2.0/handler/robot.go). */
const pattern = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** The width of the column that Harbor keeps project and name in. */
const longest = 255;

/** Why Harbor refuses a robot's name, with the remedy; undefined where it takes it. */
export function nameProblem(project: string, name: string): string | undefined {
  const whole = `${project}+${name}`;
  if (!pattern.test(name))
    return "Harbor refuses it; write a-z and 0-9, with a single - . or _ between them";
  if (whole.length > longest)
    return `with "${project}+" before it Harbor has room for ${String(longest)} characters; shorten it by ${String(whole.length - longest)}`;
  return undefined;
}

/** The robot of a tenant's nth rotation. */
export const robotName = (stack: string, tenant: string, rotation: number): string =>
  `${stack}-${tenant}-${String(rotation)}`;
