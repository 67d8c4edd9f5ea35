type Values = Readonly<Record<string, unknown>>;

const replacing = ["project", "name"];
const changeable = ["description", "secret", "durationDays"];

/** Which inputs differ, and which of them only a new robot can have. */
export function differences(olds: Values, news: Values): { changes: string[]; replaces: string[] } {
  const differ = (key: string) => (olds[key] ?? undefined) !== (news[key] ?? undefined);
  const replaces = replacing.filter(differ);
  return { changes: [...replaces, ...changeable.filter(differ)], replaces };
}
