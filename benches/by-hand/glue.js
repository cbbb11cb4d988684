// @ts-check
// The JavaScript half of `by-hand`: what an expert writes for exactly the functions of host.js, and as safe
// as a library: a closure called too late throws. `src/lib.rs` beside it has the exported `invoke_*` that it
// calls.
//
// What makes it fast, found by measuring in Node 20: an import that needs no conversion is the host's own
// function; exports are read once into variables, because the exports object is a dictionary, slow to read;
// each signature has arrow functions of its own, so every call in them sees one target; a heap closure is an
// entry of an array that doubles as its free list.

import * as host from "../host.js";

/** @typedef {(at: number, ...values: number[]) => number} Invoke an exported `invoke_*`: state, then parameters */

/** @type {Uint8Array} */
let bytes;
/** @type {WebAssembly.Memory} */
let memory;
/** @type {Invoke} */ let invokeCount;
/** @type {Invoke} */ let invokeCountU32;
/** @type {Invoke} */ let invokeAdd;
/** @type {Invoke} */ let invokeValue;
/** @type {Invoke} */ let invokeStringResult;
/** @type {Invoke} */ let invokeString;
/** @type {Invoke} */ let invokeTouch;
/** @type {Invoke} */ let invokeA;
/** @type {Invoke} */ let invokeB;
/** @type {Invoke} */ let invokeC;
/** @type {Invoke} */ let invokeD;
/** @type {Invoke} */ let invokeE;
/** @type {Invoke} */ let invokeF;
/** @type {Invoke} */ let invokeG;
/** @type {Invoke} */ let invokeH;
/** @type {Invoke} */ let invokeI;
/** @type {Invoke} */ let invokeJ;
/** @type {Invoke} */ let invokeK;
/** @type {Invoke} */ let invokeL;
/** @type {Invoke} */ let invokeM;
/** @type {Invoke} */ let invokeN;
/** @type {Invoke} */ let invokeO;
/** @type {Invoke} */ let invokeP;
/** @type {Invoke} */ let invokeQ;
/** @type {Invoke} */ let invokeR;
/** @type {Invoke} */ let invokeS;
/** @type {Invoke} */ let invokeT;

/** Heap closures by slot; a free slot has the number of the next free one. @type {any[]} */
const functions = [];
let firstFree = 0;

function takeSlot() {
  const slot = firstFree;
  firstFree = slot === functions.length ? functions.push(0) : functions[slot];
  return slot;
}

/** Values that Rust owns, by handle; a free place has the number of the next free one; 0 is none. @type {any[]} */
const values = [0];
let firstFreeValue = 1;

/** @param {any} value */
function own(value) {
  const handle = firstFreeValue;
  firstFreeValue = handle === values.length ? values.push(0) : values[handle];
  values[handle] = value;
  return handle;
}

const expired = () => new Error("stack closure called after the call it was passed to returned");
const dropped = () => new Error("closure called after it was dropped");

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The string at `at`. One `String.fromCharCode` with sixteen arguments costs a quarter of `TextDecoder`'s
 * fixed price, and a sixth of adding up one character after the other, which leaves a rope that its first
 * reader has to make flat.
 * @param {number} at
 * @param {number} length
 */
function readString(at, length) {
  if (bytes.length === 0) bytes = new Uint8Array(memory.buffer);
  const b = bytes;
  if (length <= 16 && at + 16 <= b.length) {
    const c0 = b[at],
      c1 = b[at + 1],
      c2 = b[at + 2],
      c3 = b[at + 3];
    const c4 = b[at + 4],
      c5 = b[at + 5],
      c6 = b[at + 6],
      c7 = b[at + 7];
    const c8 = b[at + 8],
      c9 = b[at + 9],
      c10 = b[at + 10],
      c11 = b[at + 11];
    const c12 = b[at + 12],
      c13 = b[at + 13],
      c14 = b[at + 14],
      c15 = b[at + 15];
    if ((c0 | c1 | c2 | c3 | c4 | c5 | c6 | c7 | c8 | c9 | c10 | c11 | c12 | c13 | c14 | c15) < 128) {
      const text = String.fromCharCode(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15);
      return length === 16 ? text : text.slice(0, length);
    }
  }
  return utf8.decode(b.subarray(at, at + length));
}

/** @type {(length: number) => number} */
let scratch;
/** Bytes that Rust keeps for strings to come. */
const SCRATCH = 1024;
let scratchAt = 0;
const encoder = new TextEncoder();

/**
 * Writes a string into Rust's scratch memory, and returns how many bytes it has.
 * @param {string} text
 */
function writeString(text) {
  const { length } = text;
  if (bytes.length === 0) bytes = new Uint8Array(memory.buffer);
  const b = bytes;
  if (length <= 32) {
    const at = scratchAt;
    let i = 0;
    for (; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) break;
      b[at + i] = code;
    }
    if (i === length) return length;
  }
  if (length * 3 > SCRATCH) {
    scratchAt = scratch(length * 3) >>> 0;
    bytes = new Uint8Array(memory.buffer);
  }
  return encoder.encodeInto(text, bytes.subarray(scratchAt, scratchAt + length * 3)).written;
}

/** @type {Float64Array} */
let doubles = new Float64Array(0);
/** @type {(length: number) => number} */
let newList;

function memoryOfDoubles() {
  if (doubles.length === 0) doubles = new Float64Array(memory.buffer);
  return doubles;
}

/** What the closure that runs returns. */
let returned = "";

const imports = {
  import_void: host.importVoid,
  import_f64: host.importF64,
  // Looked up at each call, as the libraries do, so that what a page puts in its place is called.
  max: (/** @type {number} */ x, /** @type {number} */ y) => Math.max(x, y),
  import_i32: host.importI32,
  import_u64: (/** @type {bigint} */ x) => host.importU64(BigInt.asUintN(64, x)),
  take_str: (/** @type {number} */ at, /** @type {number} */ length) =>
    host.takeStr(readString(at >>> 0, length >>> 0)),
  take_str100: (/** @type {number} */ at, /** @type {number} */ length) =>
    host.takeStr100(readString(at >>> 0, length >>> 0)),
  take_str100_mixed: (/** @type {number} */ at, /** @type {number} */ length) =>
    host.takeStr100Mixed(readString(at >>> 0, length >>> 0)),
  take_str1k: (/** @type {number} */ at, /** @type {number} */ length) =>
    host.takeStr1k(readString(at >>> 0, length >>> 0)),
  give_string: (/** @type {number} */ i) => writeString(host.giveString(i >>> 0)),
  take_vec: (/** @type {number} */ at, /** @type {number} */ length) => {
    const start = at >>> 3;
    host.takeVec(memoryOfDoubles().slice(start, start + length));
  },
  give_vec: (/** @type {number} */ i) => {
    const list = host.giveVec(i >>> 0);
    const at = newList(list.length) >>> 3;
    memoryOfDoubles().set(list, at);
  },

  thing: () => own(host.thing()),
  ping: (/** @type {number} */ handle, /** @type {number} */ x) => values[handle].ping(x),
  size: (/** @type {number} */ handle) => values[handle].size,
  drop_handle: (/** @type {number} */ handle) => {
    values[handle] = firstFreeValue;
    firstFreeValue = handle;
  },
  check_value: (/** @type {number} */ handle) => host.checkValue(values[handle]),
  return_string: (/** @type {number} */ at, /** @type {number} */ length) => {
    returned = readString(at >>> 0, length >>> 0);
  },

  call_once: (/** @type {number} */ at) => {
    try {
      host.callOnce(() => {
        if (at === 0) throw expired();
        invokeCount(at);
      });
    } finally {
      at = 0;
    }
  },
  call_once_fn: (/** @type {number} */ at) => {
    try {
      host.callOnceFn(() => {
        if (at === 0) throw expired();
        invokeCount(at);
      });
    } finally {
      at = 0;
    }
  },
  leak: (/** @type {number} */ at) => {
    try {
      host.leak(() => {
        if (at === 0) throw expired();
        invokeCount(at);
      });
    } finally {
      at = 0;
    }
  },
  call_heap: (/** @type {number} */ slot) => host.callHeap(functions[slot]),

  loop_stack_fn0: (/** @type {number} */ at, /** @type {number} */ n) => {
    try {
      host.loopStackFn0(() => {
        if (at === 0) throw expired();
        invokeCount(at);
      }, n >>> 0);
    } finally {
      at = 0;
    }
  },
  loop_stack_fn_u32: (/** @type {number} */ at, /** @type {number} */ n) => {
    try {
      host.loopStackFnU32((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        return invokeCountU32(at, x) >>> 0;
      }, n >>> 0);
    } finally {
      at = 0;
    }
  },
  loop_stack_fn_mut_f64: (/** @type {number} */ at, /** @type {number} */ n) => {
    try {
      host.loopStackFnMutF64((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        invokeAdd(at, x);
      }, n >>> 0);
    } finally {
      at = 0;
    }
  },
  loop_stack_fn_mut_value: (/** @type {number} */ at, /** @type {number} */ n) => {
    try {
      host.loopStackFnMutValue((/** @type {any} */ value) => {
        if (at === 0) throw expired();
        invokeValue(at, own(value));
      }, n >>> 0);
    } finally {
      at = 0;
    }
  },
  loop_stack_fn_string_result: (/** @type {number} */ at, /** @type {number} */ n) => {
    try {
      host.loopStackFnStringResult((/** @type {number} */ i) => {
        if (at === 0) throw expired();
        invokeStringResult(at, i);
        return returned;
      }, n >>> 0);
    } finally {
      at = 0;
    }
  },
  loop_stack_fn_string: (/** @type {number} */ at, /** @type {number} */ n) => {
    try {
      host.loopStackFnString((/** @type {string} */ text) => {
        if (at === 0) throw expired();
        invokeString(at, writeString(text));
      }, n >>> 0);
    } finally {
      at = 0;
    }
  },
  loop_heap_fn0: (/** @type {number} */ slot, /** @type {number} */ n) => host.loopHeapFn0(functions[slot], n >>> 0),
  loop_heap_fn_u32: (/** @type {number} */ slot, /** @type {number} */ n) =>
    host.loopHeapFnU32(functions[slot], n >>> 0),
  loop_heap_fn_mut_f64: (/** @type {number} */ slot, /** @type {number} */ n) =>
    host.loopHeapFnMutF64(functions[slot], n >>> 0),
  loop_heap_fn_mut_value: (/** @type {number} */ slot, /** @type {number} */ n) =>
    host.loopHeapFnMutValue(functions[slot], n >>> 0),
  loop_heap_fn_string_result: (/** @type {number} */ slot, /** @type {number} */ n) =>
    host.loopHeapFnStringResult(functions[slot], n >>> 0),
  loop_heap_fn_string: (/** @type {number} */ slot, /** @type {number} */ n) =>
    host.loopHeapFnString(functions[slot], n >>> 0),
  loop_twenty: (/** @type {number} */ n) => host.loopTwenty(n >>> 0),

  make_touch: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = () => {
      if (functions[slot] !== f) throw dropped();
      invokeTouch(at);
    };
    functions[slot] = f;
    return slot;
  },
  make_fn0: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = () => {
      if (functions[slot] !== f) throw dropped();
      invokeCount(at);
    };
    functions[slot] = f;
    return slot;
  },
  make_fn_u32: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      return invokeCountU32(at, x) >>> 0;
    };
    functions[slot] = f;
    return slot;
  },
  make_fn_mut_f64: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      invokeAdd(at, x);
    };
    functions[slot] = f;
    return slot;
  },
  make_fn_mut_value: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {any} */ value) => {
      if (functions[slot] !== f) throw dropped();
      invokeValue(at, own(value));
    };
    functions[slot] = f;
    return slot;
  },
  make_fn_string_result: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ i) => {
      if (functions[slot] !== f) throw dropped();
      invokeStringResult(at, i);
      return returned;
    };
    functions[slot] = f;
    return slot;
  },
  make_fn_string: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {string} */ text) => {
      if (functions[slot] !== f) throw dropped();
      invokeString(at, writeString(text));
    };
    functions[slot] = f;
    return slot;
  },
  drop_closure: (/** @type {number} */ slot) => {
    functions[slot] = firstFree;
    firstFree = slot;
  },

  import_a: host.importA,
  import_b: host.importB,
  import_c: host.importC,
  import_d: host.importD,
  import_e: (/** @type {number} */ x) => host.importE(x >>> 0),
  import_f: host.importF,
  import_g: (/** @type {number} */ x) => host.importG(x !== 0),
  import_h: (/** @type {number} */ x) => host.importH(x >>> 0),
  import_i: host.importI,
  import_j: host.importJ,
  import_k: host.importK,
  import_l: host.importL,
  import_m: (/** @type {number} */ x, /** @type {number} */ y) => host.importM(x >>> 0, y),
  import_n: (/** @type {number} */ x, /** @type {number} */ y) => host.importN(x, y !== 0),
  import_o: host.importO,
  import_p: host.importP,
  import_q: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => host.importQ(x >>> 0, y, z),
  import_r: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) =>
    host.importR(x !== 0, y !== 0, z !== 0),
  import_s: host.importS,
  import_t: host.importT,

  pass_a: (/** @type {number} */ at) => {
    try {
      host.passA(() => {
        if (at === 0) throw expired();
        invokeA(at);
      });
    } finally {
      at = 0;
    }
  },
  pass_b: (/** @type {number} */ at) => {
    try {
      host.passB(() => {
        if (at === 0) throw expired();
        return invokeB(at) >>> 0;
      });
    } finally {
      at = 0;
    }
  },
  pass_c: (/** @type {number} */ at) => {
    try {
      host.passC(() => {
        if (at === 0) throw expired();
        return invokeC(at);
      });
    } finally {
      at = 0;
    }
  },
  pass_d: (/** @type {number} */ at) => {
    try {
      host.passD(() => {
        if (at === 0) throw expired();
        return invokeD(at) !== 0;
      });
    } finally {
      at = 0;
    }
  },
  pass_e: (/** @type {number} */ at) => {
    try {
      host.passE((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        invokeE(at, x);
      });
    } finally {
      at = 0;
    }
  },
  pass_f: (/** @type {number} */ at) => {
    try {
      host.passF((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        invokeF(at, x);
      });
    } finally {
      at = 0;
    }
  },
  pass_g: (/** @type {number} */ at) => {
    try {
      host.passG((/** @type {boolean} */ x) => {
        if (at === 0) throw expired();
        invokeG(at, x ? 1 : 0);
      });
    } finally {
      at = 0;
    }
  },
  pass_h: (/** @type {number} */ at) => {
    try {
      host.passH((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        return invokeH(at, x) >>> 0;
      });
    } finally {
      at = 0;
    }
  },
  pass_i: (/** @type {number} */ at) => {
    try {
      host.passI((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        return invokeI(at, x);
      });
    } finally {
      at = 0;
    }
  },
  pass_j: (/** @type {number} */ at) => {
    try {
      host.passJ((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        return invokeJ(at, x) !== 0;
      });
    } finally {
      at = 0;
    }
  },
  pass_k: (/** @type {number} */ at) => {
    try {
      host.passK((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        return invokeK(at, x);
      });
    } finally {
      at = 0;
    }
  },
  pass_l: (/** @type {number} */ at) => {
    try {
      host.passL((/** @type {number} */ x) => {
        if (at === 0) throw expired();
        return invokeL(at, x);
      });
    } finally {
      at = 0;
    }
  },
  pass_m: (/** @type {number} */ at) => {
    try {
      host.passM((/** @type {number} */ x, /** @type {number} */ y) => {
        if (at === 0) throw expired();
        invokeM(at, x, y);
      });
    } finally {
      at = 0;
    }
  },
  pass_n: (/** @type {number} */ at) => {
    try {
      host.passN((/** @type {number} */ x, /** @type {boolean} */ y) => {
        if (at === 0) throw expired();
        return invokeN(at, x, y ? 1 : 0);
      });
    } finally {
      at = 0;
    }
  },
  pass_o: (/** @type {number} */ at) => {
    try {
      host.passO((/** @type {number} */ x, /** @type {number} */ y) => {
        if (at === 0) throw expired();
        return invokeO(at, x, y);
      });
    } finally {
      at = 0;
    }
  },
  pass_p: (/** @type {number} */ at) => {
    try {
      host.passP((/** @type {number} */ x, /** @type {number} */ y) => {
        if (at === 0) throw expired();
        return invokeP(at, x, y) >>> 0;
      });
    } finally {
      at = 0;
    }
  },
  pass_q: (/** @type {number} */ at) => {
    try {
      host.passQ((/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
        if (at === 0) throw expired();
        invokeQ(at, x, y, z);
      });
    } finally {
      at = 0;
    }
  },
  pass_r: (/** @type {number} */ at) => {
    try {
      host.passR((/** @type {boolean} */ x, /** @type {boolean} */ y, /** @type {boolean} */ z) => {
        if (at === 0) throw expired();
        return invokeR(at, x ? 1 : 0, y ? 1 : 0, z ? 1 : 0) !== 0;
      });
    } finally {
      at = 0;
    }
  },
  pass_s: (/** @type {number} */ at) => {
    try {
      host.passS((/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
        if (at === 0) throw expired();
        return invokeS(at, x, y, z);
      });
    } finally {
      at = 0;
    }
  },
  pass_t: (/** @type {number} */ at) => {
    try {
      host.passT((/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
        if (at === 0) throw expired();
        return invokeT(at, x, y, z);
      });
    } finally {
      at = 0;
    }
  },

  make_a: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = () => {
      if (functions[slot] !== f) throw dropped();
      invokeA(at);
    };
    functions[slot] = f;
    return slot;
  },
  make_b: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = () => {
      if (functions[slot] !== f) throw dropped();
      return invokeB(at) >>> 0;
    };
    functions[slot] = f;
    return slot;
  },
  make_c: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = () => {
      if (functions[slot] !== f) throw dropped();
      return invokeC(at);
    };
    functions[slot] = f;
    return slot;
  },
  make_d: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = () => {
      if (functions[slot] !== f) throw dropped();
      return invokeD(at) !== 0;
    };
    functions[slot] = f;
    return slot;
  },
  make_e: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      invokeE(at, x);
    };
    functions[slot] = f;
    return slot;
  },
  make_f: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      invokeF(at, x);
    };
    functions[slot] = f;
    return slot;
  },
  make_g: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {boolean} */ x) => {
      if (functions[slot] !== f) throw dropped();
      invokeG(at, x ? 1 : 0);
    };
    functions[slot] = f;
    return slot;
  },
  make_h: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      return invokeH(at, x) >>> 0;
    };
    functions[slot] = f;
    return slot;
  },
  make_i: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      return invokeI(at, x);
    };
    functions[slot] = f;
    return slot;
  },
  make_j: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      return invokeJ(at, x) !== 0;
    };
    functions[slot] = f;
    return slot;
  },
  make_k: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      return invokeK(at, x);
    };
    functions[slot] = f;
    return slot;
  },
  make_l: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x) => {
      if (functions[slot] !== f) throw dropped();
      return invokeL(at, x);
    };
    functions[slot] = f;
    return slot;
  },
  make_m: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x, /** @type {number} */ y) => {
      if (functions[slot] !== f) throw dropped();
      invokeM(at, x, y);
    };
    functions[slot] = f;
    return slot;
  },
  make_n: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x, /** @type {boolean} */ y) => {
      if (functions[slot] !== f) throw dropped();
      return invokeN(at, x, y ? 1 : 0);
    };
    functions[slot] = f;
    return slot;
  },
  make_o: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x, /** @type {number} */ y) => {
      if (functions[slot] !== f) throw dropped();
      return invokeO(at, x, y);
    };
    functions[slot] = f;
    return slot;
  },
  make_p: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x, /** @type {number} */ y) => {
      if (functions[slot] !== f) throw dropped();
      return invokeP(at, x, y) >>> 0;
    };
    functions[slot] = f;
    return slot;
  },
  make_q: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
      if (functions[slot] !== f) throw dropped();
      invokeQ(at, x, y, z);
    };
    functions[slot] = f;
    return slot;
  },
  make_r: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {boolean} */ x, /** @type {boolean} */ y, /** @type {boolean} */ z) => {
      if (functions[slot] !== f) throw dropped();
      return invokeR(at, x ? 1 : 0, y ? 1 : 0, z ? 1 : 0) !== 0;
    };
    functions[slot] = f;
    return slot;
  },
  make_s: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
      if (functions[slot] !== f) throw dropped();
      return invokeS(at, x, y, z);
    };
    functions[slot] = f;
    return slot;
  },
  make_t: (/** @type {number} */ at) => {
    const slot = takeSlot();
    const f = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => {
      if (functions[slot] !== f) throw dropped();
      return invokeT(at, x, y, z);
    };
    functions[slot] = f;
    return slot;
  },

  keep_a: (/** @type {number} */ slot) => host.keepA(functions[slot]),
  keep_b: (/** @type {number} */ slot) => host.keepB(functions[slot]),
  keep_c: (/** @type {number} */ slot) => host.keepC(functions[slot]),
  keep_d: (/** @type {number} */ slot) => host.keepD(functions[slot]),
  keep_e: (/** @type {number} */ slot) => host.keepE(functions[slot]),
  keep_f: (/** @type {number} */ slot) => host.keepF(functions[slot]),
  keep_g: (/** @type {number} */ slot) => host.keepG(functions[slot]),
  keep_h: (/** @type {number} */ slot) => host.keepH(functions[slot]),
  keep_i: (/** @type {number} */ slot) => host.keepI(functions[slot]),
  keep_j: (/** @type {number} */ slot) => host.keepJ(functions[slot]),
  keep_k: (/** @type {number} */ slot) => host.keepK(functions[slot]),
  keep_l: (/** @type {number} */ slot) => host.keepL(functions[slot]),
  keep_m: (/** @type {number} */ slot) => host.keepM(functions[slot]),
  keep_n: (/** @type {number} */ slot) => host.keepN(functions[slot]),
  keep_o: (/** @type {number} */ slot) => host.keepO(functions[slot]),
  keep_p: (/** @type {number} */ slot) => host.keepP(functions[slot]),
  keep_q: (/** @type {number} */ slot) => host.keepQ(functions[slot]),
  keep_r: (/** @type {number} */ slot) => host.keepR(functions[slot]),
  keep_s: (/** @type {number} */ slot) => host.keepS(functions[slot]),
  keep_t: (/** @type {number} */ slot) => host.keepT(functions[slot]),
};

/**
 * Instantiates the module, once per process: the variables above are its.
 * @param {BufferSource} wasm
 * @returns {Record<string, any>} its exports
 */
export function instantiate(wasm) {
  /** @type {Record<string, any>} */
  const exports = new WebAssembly.Instance(new WebAssembly.Module(wasm), { glue: imports }).exports;
  memory = exports.memory;
  bytes = new Uint8Array(memory.buffer);
  invokeCount = exports.invoke_count;
  invokeCountU32 = exports.invoke_count_u32;
  invokeAdd = exports.invoke_add;
  invokeValue = exports.invoke_value;
  invokeStringResult = exports.invoke_string_result;
  invokeString = exports.invoke_string;
  invokeTouch = exports.invoke_touch;
  scratch = exports.scratch;
  scratchAt = scratch(SCRATCH) >>> 0;
  newList = exports.new_list;
  invokeA = exports.invoke_a;
  invokeB = exports.invoke_b;
  invokeC = exports.invoke_c;
  invokeD = exports.invoke_d;
  invokeE = exports.invoke_e;
  invokeF = exports.invoke_f;
  invokeG = exports.invoke_g;
  invokeH = exports.invoke_h;
  invokeI = exports.invoke_i;
  invokeJ = exports.invoke_j;
  invokeK = exports.invoke_k;
  invokeL = exports.invoke_l;
  invokeM = exports.invoke_m;
  invokeN = exports.invoke_n;
  invokeO = exports.invoke_o;
  invokeP = exports.invoke_p;
  invokeQ = exports.invoke_q;
  invokeR = exports.invoke_r;
  invokeS = exports.invoke_s;
  invokeT = exports.invoke_t;
  return exports;
}
