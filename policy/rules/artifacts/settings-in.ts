/** A name and what it is set to. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

// `--name=value`, `-Dname=value`, `NAME=value`, and each line of a file of properties.
const ASSIGNMENT =
  /(?<![\w.-])(?:-D(?=[a-z])|--?)?(?<name>[A-Za-z][\w.-]*)[ \t]*=[ \t]*["']?(?<value>[^\s"']+)/g;

/** What a text sets: what its surroundings call it, and every assignment that it holds. */
export const settingsIn = ({ name, value }: Setting): Setting[] =>
  value.includes("=")
    ? [
        { name, value },
        ...[...value.matchAll(ASSIGNMENT)].map(({ groups = {} }) => ({
          name: groups.name ?? "",
          value: groups.value ?? "",
        })),
      ]
    : [{ name, value }];
