/** What a person chooses from: the tenant's templates, types, lists and the like. What the token may not read has no choices. */

import { book, may } from "./session.js";

/** Most choices that are read of a kind. More do not help a person: the search narrows what is there. */
export const MOST = 1000;
const PAGE = { limit: 100 };

/** Go through the pages of a list until there are enough. */
async function enough<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of items) {
    found.push(one);
    if (found.length === MOST) break;
  }
  return found;
}

export const templates = async (signal: AbortSignal) => (may("templates_list") ? enough(book.items("templates_list", { query: PAGE, signal })) : []);

export const notificationTypes = async (signal: AbortSignal) => (may("notification_types_list") ? enough(book.items("notification_types_list", { query: PAGE, signal })) : []);

export const lists = async (signal: AbortSignal, only: { active?: boolean } = {}) => (may("lists_list") ? enough(book.items("lists_list", { query: { ...PAGE, ...only }, signal })) : []);

export const segments = async (signal: AbortSignal) => (may("segments_list") ? enough(book.items("segments_list", { query: PAGE, signal })) : []);

export const suppressionLists = async (signal: AbortSignal) => (may("suppression_lists_list") ? enough(book.items("suppression_lists_list", { query: PAGE, signal })) : []);
