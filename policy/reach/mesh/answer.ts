/** `maybe` where an object says something that cannot be told before a call is made, or that is not known here. */
export type Answer = "yes" | "no" | "maybe";

/** Yes when there is none. */
export const allOf = (answers: readonly Answer[]): Answer => {
  if (answers.includes("no")) return "no";
  return answers.includes("maybe") ? "maybe" : "yes";
};

/** No when there is none. */
export const anyOf = (answers: readonly Answer[]): Answer => not(allOf(answers.map(not)));

export const not = (answer: Answer): Answer => {
  if (answer === "maybe") return answer;
  return answer === "yes" ? "no" : "yes";
};

export const answerOf = (holds: boolean): Answer => (holds ? "yes" : "no");
