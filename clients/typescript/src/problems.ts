/** What the API refuses, as errors. Branch on the class, or on `code`. */

import type { ProblemCode } from "./generated/schema.js";

/** What is wrong with one field. `field` is a JSON Pointer such as `/emails/0/address`. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** The content of a problem (RFC 9457), or what the gateway in front says. */
export interface ProblemContent {
  detail?: string;
  code?: string;
  instance?: string;
  message?: string;
  errors?: FieldProblem[];
  conflicts?: { fields: string[]; contact_id?: string }[];
  merged_into?: string;
  more_contactable?: number;
}

/** An answer that is no success. */
export class Problem extends Error {
  override readonly name: string = "Problem";
  /** What is wrong, for programs; empty where the gateway in front answered. Later versions of the API add codes. */
  readonly code: ProblemCode | (string & {});
  readonly errors: readonly FieldProblem[];

  constructor(
    readonly status: number,
    readonly content: ProblemContent,
    /** Seconds to wait, where the API said so. */
    readonly retryAfter?: number,
  ) {
    super(content.detail ?? content.message ?? `The answer has the status ${status}.`);
    this.code = content.code ?? "";
    this.errors = content.errors ?? [];
  }
}

/** 400, 413, 415: the body cannot be read. */
export class BadRequest extends Problem {
  override readonly name = "BadRequest";
}
/** 401: the token is missing, wrong or too old. */
export class Unauthorized extends Problem {
  override readonly name = "Unauthorized";
}
/** 403: the token lacks the scope. */
export class Forbidden extends Problem {
  override readonly name = "Forbidden";
}
/** 404: there is no such record, or the token may not see it. */
export class NotFound extends Problem {
  override readonly name = "NotFound";
}
/** 405: the path does not support the method. */
export class NotAllowed extends Problem {
  override readonly name = "NotAllowed";
}
/** 409: a rule refuses the change; `code` says which. */
export class RuleBroken extends Problem {
  override readonly name = "RuleBroken";
}
/** 410: the contact was merged into another one. */
export class Merged extends Problem {
  override readonly name = "Merged";
  get mergedInto(): string | undefined {
    return this.content.merged_into;
  }
}
/** 412: the record has changed since it was read. */
export class VersionMismatch extends Problem {
  override readonly name = "VersionMismatch";
}
/** 422: the request has invalid values; `errors` names each. */
export class ValidationFailed extends Problem {
  override readonly name = "ValidationFailed";
}
/** 429: there were more requests than are allowed, and the retries did not help. */
export class Throttled extends Problem {
  override readonly name = "Throttled";
}
/** 500, 502, 503, 504: nothing answered, and the retries did not help. The change may or may not be saved. */
export class Unavailable extends Problem {
  override readonly name = "Unavailable";
}

const BY_STATUS: Readonly<Record<number, typeof Problem>> = {
  400: BadRequest,
  401: Unauthorized,
  403: Forbidden,
  404: NotFound,
  405: NotAllowed,
  409: RuleBroken,
  410: Merged,
  412: VersionMismatch,
  413: BadRequest,
  415: BadRequest,
  422: ValidationFailed,
  429: Throttled,
};

export function problemOf(status: number, content: unknown, retryAfter?: number): Problem {
  const known = BY_STATUS[status] ?? (status >= 500 ? Unavailable : Problem);
  return new known(status, typeof content === "object" && content !== null ? content : {}, retryAfter);
}
