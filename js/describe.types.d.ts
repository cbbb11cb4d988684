// The types of describe.js for TypeScript. Those of closures_extern.js are in types.d.ts.

import type { loadSync } from "./types.js";

/** Returns what a module imports and exports, with types. It reads only the module's descriptors. */
export function describe(source: Parameters<typeof loadSync>[0]): ModuleInfo;

export interface TypeInfo {
  /** As Rust writes it: `Option<u32>`, `closure FnMut(&str)`. */
  rust: string;
  /** `u32`, `string`, `option`, `heap_closure`, `class` .. */
  kind: string;
  inner?: TypeInfo;
  signature?: SignatureInfo;
  /** The JavaScript name of an exported type or of an imported class, or the Rust name of a struct or an enum. */
  name?: string;
  /** An imported class is a global one. */
  global?: true;
  /** The fields of a struct, with their JavaScript names, or those of a tuple. */
  fields?: { name: string; type: TypeInfo }[];
  /** The values of an enum. */
  values?: (string | number)[];
  /** The length of an array `[T; N]`, whose `inner` is the list of any length. */
  length?: number;
}

export interface SignatureInfo {
  exclusive: boolean;
  params: TypeInfo[];
  result: TypeInfo;
}

export interface PlaceInfo {
  path: string;
  version: string;
  line: number;
  column: number;
}

export interface ImportInfo {
  name: string;
  namespace: string;
  module: string;
  declared: PlaceInfo;
  params: { name: string; type: TypeInfo }[];
  result: TypeInfo;
}

export interface ClosureInfo {
  rust: string;
  kinds: string[];
  users: string[];
  signature: SignatureInfo;
}

export interface ExportInfo {
  kind: "function" | "class" | "constructor" | "method" | "getter" | "setter" | "constant";
  name: string;
  class?: string;
  namespace?: string;
  docs: string;
  declared: PlaceInfo;
  params: { name: string; type: TypeInfo }[];
  result: TypeInfo;
}

export interface ModuleInfo {
  abi: number;
  debug: boolean;
  imports: ImportInfo[];
  closures: ClosureInfo[];
  exports: ExportInfo[];
}
