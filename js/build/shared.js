// @ts-check
/** What the text of an app imports, from which modules. What is not here: which of it an app needs (`write.js`). */

/** Where the text of an app gets names from. */
export const SHARED = Object.freeze({
  "../src/errors.js": ["ClosureError", "PanicError"],
  "../src/runtime/memory.js": ["Memory"],
  "../src/runtime/life.js": ["Life"],
  "../src/runtime/heap.js": ["Heap"],
  "../src/runtime/text.js": ["Texts"],
  "../src/runtime/handles.js": ["Handles"],
  "../src/runtime/objects.js": ["Objects"],
  "../src/runtime/gate.js": ["SPENT"],
  "../src/runtime/closures.js": ["Closures", "Places"],
  "../src/section/types.js": ["OWN"],
  "../src/types/number.js": ["bool", "char", "number", "unit"],
  "../src/types/bigint.js": ["wide", "wider"],
  "../src/types/value.js": ["callable", "closure", "object", "string", "value"],
  "../src/types/list.js": ["list", "rest"],
  "../src/types/promise.js": ["promise"],
  "../src/types/combinators.js": ["option", "result", "self", "writeResult"],
  "../src/types/of.js": ["Types"],
  "../src/adapters/into.js": ["every", "few", "frame", "trampoline"],
  "../src/adapters/out.js": ["liftAll"],
  "../src/adapters/adapters.js": ["exported", "kindOf", "withLength"],
  "../src/runtime/host.js": [
    "absent",
    "checkFunction",
    "classOf",
    "constructorOf",
    "isNamespace",
    "isNothing",
    "missing",
    "present",
    "target",
  ],
  "../src/runtime/imports.js": ["byHand", "caught"],
  "../src/runtime/promises.js": ["Promises"],
  "../src/runtime/exports.js": ["addMember", "makeClass"],
  "../src/runtime/intrinsics.js": ["ofClosures", "ofMembers", "ofPromises", "ofTheEnd", "ofValues"],
  "./app/types.js": ["AppSignature", "AppTypes", "NO_OTHERS"],
  "./app/lent.js": ["AppLent"],
  "./app/thunks.js": ["Thunks"],
  "./app/host.js": ["declared", "holderOfFunctions"],
  "./app/load.js": ["IMPORTED_MEMORY", "NO_MODULES", "OWN_MEMORY", "loadApp", "loadAppSync", "modulesOf"],
});

/** The modules that the text of an app may import, from the folder of this package. */
export const SHARED_PATHS = Object.keys(SHARED).map((path) => new URL(path, "file:///build/").pathname.slice(1));
