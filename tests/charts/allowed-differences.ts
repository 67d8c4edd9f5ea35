/** What the setup stand-in leaves out of Seldon's objects. Nothing else may differ. */
export interface AllowedDifference {
  /** Matches a whole line of `differences(real, ours)`. */
  readonly line: RegExp;
  readonly reason: string;
}

export const allowedDifferences: readonly AllowedDifference[] = [
  {
    line: /^- SeldonConfig\/default\.spec\.components\[[\w-]+\]\.(labels|annotations): null$/,
    reason: "an unset map is written as null, which a server-side apply refuses",
  },
  {
    line: /^- Role\/seldon-v2-manager-tls-role\.metadata\.creationTimestamp: null$/,
    reason: "means nothing: the API server sets the time",
  },
  {
    line: /^- SeldonConfig\/default\.spec\.components\[[\w-]+\]\.podSpec\.containers\[\w+\]\.(args|command)\[/,
    reason: "how a program is started: none runs where a stand-in is used",
  },
  {
    line: /^- ServerConfig\/(mlserver|triton)\.spec\.podSpec\.containers\[\w+\]\.(args|command)\[/,
    reason: "how a program is started: none runs where a stand-in is used",
  },
  {
    line: /^- SeldonConfig\/default\.spec\.components\[seldon-envoy\]\.podSpec\.containers\[envoy\]\.lifecycle\.preStop\.exec\.command\[/,
    reason: "a shell script that Envoy drains itself with: none runs where a stand-in is used",
  },
];

/** The lines that no entry allows. */
export const notAllowed = (lines: readonly string[]): string[] =>
  lines.filter((line) => !allowedDifferences.some((allowed) => allowed.line.test(line)));
