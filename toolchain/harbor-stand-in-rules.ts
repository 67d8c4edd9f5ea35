/** An answer: status and JSON. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** What a robot may do, and where. */
export interface Permission {
  readonly kind: string;
  readonly namespace: string;
  readonly access: readonly { readonly resource: string; readonly action: string }[];
}
/** A robot as it is asked for. */
export interface RobotRequest {
  readonly name?: string;
  readonly description?: string;
  readonly level?: string;
  readonly duration?: number;
  readonly disable?: boolean;
  readonly permissions?: readonly Permission[];
}

const codes: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  412: "PRECONDITION",
  500: "UNKNOWN",
};

/** An error in Harbor's own form. */
export const refused = (status: number, message: string): Reply => ({
  status,
  body: { errors: [{ code: codes[status] ?? "UNKNOWN", message }] },
});

/** The rule for a name, prefix and project left out. */
export const nameProblem = (name: string): Reply | undefined =>
  /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name)
    ? undefined
    : refused(400, "robot name is not in lower case or contains illegal characters");

/** The rule for a secret that is not drawn by Harbor itself. */
export const secretProblem = (secret: string): Reply | undefined =>
  [/^.{8,128}$/, /[A-Z]/, /[a-z]/, /\d/].every((rule) => rule.test(secret))
    ? undefined
    : refused(
        400,
        "the secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 lowercase letter and 1 number",
      );

/** Why a robot cannot be as it is asked for. */
export function requestProblem({
  level,
  duration = 0,
  permissions = [],
}: RobotRequest): Reply | undefined {
  if (duration !== -1 && duration <= 0)
    return refused(
      400,
      `bad request error duration input: ${String(duration)}, duration must be either -1(Never) or a positive integer`,
    );
  if (level !== "project") return refused(400, `bad request error level input: ${String(level)}`);
  if (permissions.length !== 1) return refused(400, "bad request permission");
  if (permissions[0]?.access.length === 0) return refused(400, "bad request empty access");
  return undefined;
}
