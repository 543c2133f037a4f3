/** The part of JSON Schema that the sections of settings use. */

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  default?: unknown;
  enum?: string[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  maxLength?: number;
}

/** What a schema asks for: how its field looks. */
export type Shape = "choice" | "text" | "number" | "flag" | "choices" | "lines" | "groups" | "records" | "record" | "pairs" | "json";

/** Return the schema that a reference names, with what stands beside the reference. */
export function resolved(schema: Schema, root: Schema): Schema {
  if (!schema.$ref) return schema;
  const { $ref, ...beside } = schema;
  return { ...resolved(root.$defs?.[$ref.split("/").pop() ?? ""] ?? {}, root), ...beside };
}

/** Return the schema without its null, and whether it may be null. */
export function optional(schema: Schema, root: Schema): { of: Schema; mayBeNull: boolean } {
  const known = resolved(schema, root);
  const kinds = known.anyOf?.map((one) => resolved(one, root));
  if (!kinds) return { of: known, mayBeNull: false };
  const { anyOf: _, ...beside } = known;
  const value = kinds.find((one) => one.type !== "null") ?? {};
  return { of: { ...value, ...beside }, mayBeNull: kinds.some((one) => one.type === "null") };
}

/** Return how the field of a schema looks. */
export function shapeOf(schema: Schema, root: Schema): Shape {
  const { of } = optional(schema, root);
  if (of.enum) return "choice";
  if (of.type === "boolean") return "flag";
  if (of.type === "integer" || of.type === "number") return "number";
  if (of.type === "string") return "text";
  if (of.type === "array") return shapeOfItems(resolved(of.items ?? {}, root), root);
  if (of.properties) return "record";
  const values = typeof of.additionalProperties === "object" ? resolved(of.additionalProperties, root) : {};
  return values.type === "string" ? "pairs" : "json";
}

function shapeOfItems(items: Schema, root: Schema): Shape {
  if (items.enum) return "choices";
  if (items.type === "string") return "lines";
  if (items.type === "array" && resolved(items.items ?? {}, root).type === "string") return "groups";
  return items.properties ? "records" : "json";
}

/** Return the value that a new field of this schema has. */
export function emptyOf(schema: Schema, root: Schema): unknown {
  const { of, mayBeNull } = optional(schema, root);
  if (of.default !== undefined) return of.default;
  if (mayBeNull) return null;
  const shape = shapeOf(of, root);
  if (shape === "record") return recordOf(of, root);
  return { choice: of.enum?.[0], text: "", number: 0, flag: false, choices: [], lines: [], groups: [], records: [], pairs: {}, json: {} }[shape];
}

/** Return a new record of this schema. */
export function recordOf(schema: Schema, root: Schema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, emptyOf(of, root)]));
}
