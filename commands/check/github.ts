import type { Outcome } from "./told";

/** Workflow commands of GitHub Actions, one line each: it shows them beside the changed lines. */
export const githubOf = ({ told, problems }: Outcome): string =>
  [
    ...problems.map(
      (problem) => `::error title=${property("input cannot be judged")}::${data(problem)}`,
    ),
    ...told.map(({ rule, message, advice, waived, place }) => {
      const at =
        place === undefined
          ? []
          : [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`];
      const properties = [...at, `title=${property(rule)}`].join(",");
      return `::${advice ? "notice" : "error"} ${properties}::${data(waived === undefined ? message : `${message} ${waived}`)}`;
    }),
  ]
    .map((line) => `${line}\n`)
    .join("");

/** A line end would begin the next command. */
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
