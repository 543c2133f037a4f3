/** What happens when the API takes the token no more, or nothing answers. */

const ENDED = "contactbook-ended";

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
