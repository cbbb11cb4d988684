// The types of `closures-extern/vite`.

/** What of the plugin is more than a name is between it and Vite, whose types a program for another tool does not have. */
export interface ClosuresExternPlugin {
  name: string;
}

export interface Options {
  /** Words that cargo gets besides, such as `["--features", "dev"]`. */
  cargo?: readonly string[];
}

/** A plugin of Vite's, for which `import { load } from "./Cargo.toml"` is the app of that crate. */
export default function closuresExtern(options?: Options): ClosuresExternPlugin;
