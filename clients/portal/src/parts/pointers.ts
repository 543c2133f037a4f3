/** Which field a problem is about, by its JSON pointer. */

import { type FieldProblem, Problem } from "../../../typescript/src/index.js";

/** True if a problem at `pointer` is about the field at `at`, or about a part of it. */
export function isAbout(at: string, pointer: string): boolean {
  return pointer === at || pointer.startsWith(`${at}/`);
}

/** Return what is wrong with the fields that the form does not show. */
export function elsewhere(problem: Error | undefined, shown: Set<string>): FieldProblem[] {
  if (!(problem instanceof Problem)) return [];
  return problem.errors.filter((one) => ![...shown].some((at) => isAbout(at, one.field)));
}
