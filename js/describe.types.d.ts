// The types of describe.js for TypeScript, as types.d.ts has those of closures_extern.js.

import type { loadSync } from "./types.js";

/** What a module imports and exports, with types, from its descriptors alone. */
export function describe(source: Parameters<typeof loadSync>[0]): ModuleInfo;

export interface TypeInfo {
  /** As Rust writes it: `Option<u32>`, `closure FnMut(&str)`. */
  rust: string;
  /** `u32`, `string`, `option`, `heap_closure`, `class` .. */
  kind: string;
  inner?: TypeInfo;
  signature?: SignatureInfo;
  /** Of an exported type its JavaScript name, of a struct or an enum its Rust name. */
  name?: string;
  /** Of a struct, by their JavaScript names; of a tuple. */
  fields?: { name: string; type: TypeInfo }[];
  /** Of an enum. */
  values?: (string | number)[];
  /** Of an array `[T; N]`, whose `inner` is the list of any length. */
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
  kind: "function" | "class" | "constructor" | "method" | "getter" | "setter";
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
