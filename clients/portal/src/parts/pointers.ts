/** Which field a problem is about, by its JSON pointer. */

import { type FieldProblem, Problem } from "../../../typescript/src/index.js";

/** How often the field of each pointer is shown. */
export type Shown = Map<string, number>;

/** True if a problem at `pointer` is about the field at `at`, or about a part of it. */
export function isAbout(at: string, pointer: string): boolean {
  return pointer === at || pointer.startsWith(`${at}/`);
}

/** Return what is wrong with the fields that the form does not show. */
export function elsewhere(problem: Error | undefined, shown: Shown): FieldProblem[] {
  if (!(problem instanceof Problem)) return [];
  return problem.errors.filter((one) => ![...shown].some(([at, times]) => times > 0 && isAbout(at, one.field)));
}
