/** Quoted words may be scripts themselves (`sh -c '…'`), and those again. */
const MAX_DEPTH = 5;

/**
 * The simple commands of a shell text, each as its words without quotes and redirections: also those within
 * substitutions, and within quoted words. Text that is no shell gives words that mean nothing, and no error.
 */
export function commandsIn(text: string, depth = 0): string[][] {
  const commands = split(
    text.replace(/\\\r?\n/g, " ").replace(/\$\{IFS[^}]*\}|\$IFS(?:\$\d)?/g, " "),
  );
  if (depth === MAX_DEPTH) return commands;
  const within = commands.flatMap((words) =>
    words.filter((word) => /\s/.test(word)).flatMap((word) => commandsIn(word, depth + 1)),
  );
  return [...commands, ...within];
}

type Quote = "'" | '"' | undefined;

function split(text: string): string[][] {
  const commands: string[][] = [];
  const opened: Quote[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let quote: Quote;
  let isTarget = false;
  const endWord = () => {
    if (word !== undefined && !isTarget) words.push(word);
    if (word !== undefined) isTarget = false;
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
    isTarget = false;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote !== "'" && (char === "`" || (char === "$" && next === "("))) {
      const isEnd = char === "`" && opened.at(-1) === quote && opened.length > 0;
      endCommand();
      if (isEnd) quote = opened.pop();
      else if (char === "$") {
        opened.push(quote);
        quote = undefined;
        at++;
      }
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined;
      else if (char === "\\" && quote === '"') word = (word ?? "") + text.charAt(++at);
      else word = (word ?? "") + char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= "";
    } else if (char === "\\") word = (word ?? "") + text.charAt(++at);
    else if (char === "#" && word === undefined) at = endOfLine(text, at) - 1;
    else if (char === ">" || char === "<") {
      if (word !== undefined && /^\d+$/.test(word)) word = undefined;
      endWord();
      isTarget = true;
      while (/[<>&|]/.test(text.charAt(at + 1))) at++;
    } else if (char === "&" && next === ">") endWord();
    else if (/[\n;|&(]/.test(char)) endCommand();
    else if (char === ")") {
      endCommand();
      quote = opened.pop();
    } else if (/\s/.test(char)) endWord();
    else word = (word ?? "") + char;
  }
  endCommand();
  return commands;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}
