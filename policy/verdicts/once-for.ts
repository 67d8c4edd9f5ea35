/** The same question for the same thing, answered once: verdicts ask it about thousands of pods. */
export function onceFor<K extends object, A>(answer: (key: K) => A): (key: K) => A {
  const known = new WeakMap<K, { readonly answer: A }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = { answer: answer(key) }));
    return found.answer;
  };
}
