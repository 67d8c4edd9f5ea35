type Scalar = boolean | number | null;

const spelt = (value: Scalar, ...words: readonly string[]): [string, Scalar][] =>
  words.flatMap((word): [string, Scalar][] => [
    [word, value],
    [word.slice(0, 1).toUpperCase() + word.slice(1), value],
    [word.toUpperCase(), value],
  ]);

const WORDS: ReadonlyMap<string, Scalar> = new Map([
  ...spelt(true, "y", "yes", "true", "on"),
  ...spelt(false, "n", "no", "false", "off"),
  ...spelt(null, "", "~", "null"),
]);

/** Whether more than the first character is needed to see that the text is a string. */
const MAY_BE_MORE = /^(?:[-+.\dyYnNtTfFoO~]|$)/;
const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/**
 * What kubectl reads where a text stands without quotes: its parser keeps to YAML 1.1, so `yes` and `on` are true,
 * `0777` is octal and `1_000` a number. Sixty-based numbers and dates are text to it. Undefined for text.
 */
export function plainScalar(text: string): { readonly value: Scalar } | undefined {
  if (!MAY_BE_MORE.test(text)) return undefined;
  const word = WORDS.get(text);
  if (word !== undefined) return { value: word };
  if (!/\d/.test(text)) return undefined;
  const digits = text.replaceAll("_", "");
  const [, sign, hex, binary, octal, decimal] = INTEGER.exec(digits) ?? [];
  if (sign !== undefined) {
    const size = hex
      ? parseInt(hex, 16)
      : binary
        ? parseInt(binary, 2)
        : octal
          ? parseInt(octal, 8)
          : Number(decimal);
    return { value: sign === "-" ? -size : size };
  }
  return FLOAT.test(digits) ? { value: Number(digits) } : undefined;
}
