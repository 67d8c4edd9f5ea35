/** Takes one line of progress, without a line break. */
export type Say = (line: string) => void;
