/** What happens when the API takes the token no more, or nothing answers. */

const ENDED = "contactbook-ended";
const BACK = "contactbook-back";

/** Nothing answered: the machine is offline, or the API cannot be reached. */
export class Lost extends Error {
  override readonly name = "Lost";
}

/** Say that the API did not take the token. */
export function ended(): void {
  dispatchEvent(new Event(ENDED));
}

/** Call back when the API does not take the token. Return a function that ends it. */
export function whenEnded(then: () => void): () => void {
  addEventListener(ENDED, then);
  return () => removeEventListener(ENDED, then);
}

/** Say that the person is signed in again. */
export function isBack(): void {
  dispatchEvent(new Event(BACK));
}

/** Call back when the person is signed in again. Return a function that ends it. */
export function whenBack(then: () => void): () => void {
  addEventListener(BACK, then);
  return () => removeEventListener(BACK, then);
}
