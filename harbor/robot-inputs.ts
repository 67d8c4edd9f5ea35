import { nameProblem } from "./robot-name";

/** A robot as it is asked for. */
export interface RobotInputs {
  readonly project: string;
  /** Without Harbor's prefix and without the project. */
  readonly name: string;
  /** How one of ours is told from another's robot of the same name. */
  readonly description: string;
  readonly secret: string;
  /** Absent: it never expires. */
  readonly durationDays?: number;
}

/** A robot as it is. */
export interface RobotState extends RobotInputs {
  /** What to log in with: prefix and separators are Harbor's. */
  readonly fullName: string;
  /** Seconds since 1970; -1 stands for never. */
  readonly expiresAt: number;
}

interface InputProblem {
  readonly property: string;
  readonly reason: string;
}

const texts = ["project", "name", "description", "secret"];

/**
 * What Harbor would refuse, told at preview.
 * @param known inputs whose values are known
 * @param unknown names of the others
 */
export function inputProblems(
  known: Readonly<Record<string, unknown>>,
  unknown: readonly string[],
): InputProblem[] {
  const missing = texts
    .filter((key) => !unknown.includes(key) && typeof known[key] !== "string")
    .map((property) => ({ property, reason: `${property} is no text; write one` }));
  const { project, name, secret } = known;
  const problem =
    typeof project === "string" && typeof name === "string"
      ? nameProblem(project, name)
      : undefined;
  return [
    ...missing,
    ...(problem === undefined
      ? []
      : [{ property: "name", reason: `robot name "${String(name)}": ${problem}` }]),
    ...(typeof secret === "string" && !harborTakesSecret(secret)
      ? [
          {
            property: "secret",
            reason:
              "the secret is refused by Harbor; write 8 to 128 characters with a capital and a small letter and a digit",
          },
        ]
      : []),
  ];
}

const harborTakesSecret = (secret: string): boolean =>
  secret.length >= 8 &&
  secret.length <= 128 &&
  [/[a-z]/, /[A-Z]/, /\d/].every((needed) => needed.test(secret));
