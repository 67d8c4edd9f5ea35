/** One way to say that a component must not report; values are compared without regard to case. */
export interface TelemetrySwitch {
  readonly via: "variable" | "argument" | "setting";
  /** A variable; a flag without dashes; a setting of a mounted ConfigMap as `section.key`. */
  readonly name: string;
  readonly off: readonly string[];
}

/** A field of an object that switches reports of what the object configures. */
export interface TelemetryField {
  /** As `group/Kind`. */
  readonly kinds: readonly string[];
  readonly field: string;
  readonly off: string;
}

type Seen = "in source" | "by repute";

/** What a component tells its makers, and what stops it. */
export interface TelemetryEntry {
  readonly component: string;
  /** The last segments of the repositories of its images; empty where it is known by fields alone. */
  readonly images: readonly string[];
  readonly sends: string;
  /** What happens where nothing is said. "nothing": it reports nothing, so that no switch is needed. */
  readonly byDefault: "on" | "off" | "nothing";
  /** All of these must be off; each by any of its switches. */
  readonly switches: readonly (readonly TelemetrySwitch[])[];
  readonly fields?: readonly TelemetryField[];
  /** Whether default and switch were read in its makers' source or documentation. */
  readonly seen: Seen;
  /** The rule that holds it off in prod. */
  readonly rule: "usage-reports-are-off" | "hodometer-off-in-prod" | "strings-stay-inside" | "none";
}

/** Words by which a switch is on, whoever reads it: `yes` and `on` are errors to some, and no to others. */
export const YES: readonly string[] = ["true", "1"];

/** Words by which a switch is off, whoever reads it. */
export const NO: readonly string[] = ["false", "0"];

/** A variable of the container. */
export const variable = (name: string, off: readonly string[]): TelemetrySwitch => ({
  via: "variable",
  name,
  off,
});
/** A flag of its command line. */
export const argument = (name: string, off: readonly string[]): TelemetrySwitch => ({
  via: "argument",
  name,
  off,
});
/** A line of a file that its pod mounts. */
export const setting = (name: string, off: readonly string[]): TelemetrySwitch => ({
  via: "setting",
  name,
  off,
});

type Short = readonly [
  component: string,
  images: readonly string[],
  sends: string,
  switches: readonly (readonly TelemetrySwitch[])[],
];

/** Reports unless it is told not to. */
export const on = (seen: Seen, [component, images, sends, switches]: Short): TelemetryEntry => ({
  component,
  images,
  sends,
  byDefault: "on",
  switches,
  seen,
  rule: "usage-reports-are-off",
});

/** Reports nothing, as far as is known. */
export const nothing = (seen: Seen, component: string): TelemetryEntry => ({
  component,
  images: [],
  sends: "nothing",
  byDefault: "nothing",
  switches: [],
  seen,
  rule: "none",
});
