/** What was rendered in this run, by chart and values: most stacks have most of it in common. */
const rendered = new Map<string, string>();

/** What a chart, or a program after it, makes of its input; done once for the same input. */
export function renderedOnce(input: unknown, render: () => string): string {
  const key = JSON.stringify(input);
  const text = rendered.get(key) ?? render();
  rendered.set(key, text);
  return text;
}
