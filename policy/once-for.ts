/** The same question for the same thing, answered once: verdicts ask it about thousands of pods. */
export function onceFor<K extends object, A>(answer: (key: K) => A): (key: K) => A {
  const known = new WeakMap<K, A>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as A;
    const made = answer(key);
    known.set(key, made);
    return made;
  };
}

const LONGEST = 200;
const MOST = 4096;

/** The same for texts, as those of a set repeat; long ones are not kept, and of many only the last. */
export function onceForText<A>(answer: (text: string) => A): (text: string) => A {
  const known = new Map<string, A>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as A;
    const made = answer(text);
    if (text.length > LONGEST) return made;
    if (known.size === MOST) known.clear();
    known.set(text, made);
    return made;
  };
}
