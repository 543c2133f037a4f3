export { Contactbook, type Answered, type Call, type Options, type Received } from "./client.js";
export {
  BadRequest,
  Forbidden,
  Merged,
  NotAllowed,
  NotFound,
  Problem,
  RuleBroken,
  Throttled,
  Unauthorized,
  Unavailable,
  ValidationFailed,
  VersionMismatch,
  type FieldProblem,
} from "./problems.js";
export type * from "./generated/schema.js";
