// @ts-check
// `&mut [T]`: what JavaScript writes to the list of an import, and Rust to that of a closure or an export, is there when it has
// returned; and arrays that are detached, shortened, shared, or of another kind meanwhile.

import { assert, hosted, leavesNothing, start, test, thrownBy, unchecked } from "./harness.js";

/** Takes the memory of an array away. @param {{ buffer: ArrayBuffer }} array */
const detach = ({ buffer }) => void structuredClone(buffer, { transfer: [buffer] });

/** What is detached instead of an array. */
const nothing = () => ({ buffer: new ArrayBuffer(0) });

/**
 * A start, and what makes a closure.
 * @param {string} name Of the import that is passed it. @param {string} maker Of the function of Rust that passes it.
 */
function making(name, maker) {
  /** @type {any} */
  let kept = null;
  const instance = start({ detach, [name]: (/** @type {any} */ f) => void (kept = f) });
  const make = () => {
    instance.rust[maker]();
    return kept;
  };
  return { ...instance, make };
}

test("an import fills a copy of a list, which is copied back", () => {
  /** @type {any[]} */
  const seen = [];
  const instance = start({
    fill(/** @type {Uint8Array} */ list) {
      seen.push([...list]);
      list.fill(5);
      seen.push(list);
    },
  });
  const { rust } = instance;
  leavesNothing(instance, () => {
    assert.equal(rust.filled_by_import(3), 15);
    assert.equal(rust.filled_by_import(0), 0);
  });
  assert.deepEqual(seen.slice(0, 4), [[0, 1, 2], Uint8Array.of(5, 5, 5), [], new Uint8Array()]);
  // It is JavaScript's own: what is written later does nothing.
  assert.equal(seen[1].byteOffset, 0);
  assert.equal(seen[1].buffer.byteLength, 3);
  seen[1].fill(7);
  assert.equal(rust.filled_by_import(1), 5);
});

test("each of several lists is copied back to where it was, and none that is None", () => {
  const instance = start({
    fillEach(/** @type {any} */ bytes, /** @type {any} */ floats, /** @type {any} */ wide, /** @type {any} */ more) {
      assert.deepEqual(
        [bytes, floats, wide],
        [Uint8Array.of(2, 3), Float64Array.of(0.5, 0.5), BigInt64Array.of(-(2n ** 63n))],
      );
      bytes.set([8, 9]);
      floats.set([-1.5, 0]);
      wide[0] = 2n ** 63n - 1n;
      more?.set([10, 11]);
      return "filled";
    },
  });
  leavesNothing(instance, () => {
    assert.equal(instance.rust.filled_by_several(1), 1);
    assert.equal(instance.rust.filled_by_several(0), 1);
  });
});

test("what was written before an import throws is there, and where what it returns is no result", () => {
  for (const [end, expected] of /** @type {[() => any, number][]} */ ([
    [() => 1, 20],
    [
      () => {
        throw new Error("in the middle");
      },
      1020,
    ],
    [() => 1n, 1020],
  ])) {
    const instance = start({
      fillOrThrow(/** @type {Int32Array} */ list) {
        list[1] = 19;
        return end();
      },
    });
    leavesNothing(instance, () => assert.equal(instance.rust.filled_until_it_throws(), expected));
  }
});

test("a list is lent on by a closure that is called meanwhile, while the memory grows", () => {
  const instance = start({
    fill: (/** @type {Uint8Array} */ list) => void (list[list.length - 1] = 4),
    fillCalling(/** @type {Uint32Array} */ list, /** @type {(list: Uint32Array) => void} */ f) {
      f(list);
      list[2]++;
    },
  });
  // [1, 2, 3] is [3 + 4, 2, 1 + 1] then.
  leavesNothing(instance, () => assert.equal(instance.rust.filled_while_it_calls(), 1722));
});

test("crypto.getRandomValues fills a list", () => {
  assert.equal(start({}).rust.filled_at_random(), 1);
});

test("a list that is transferred before its import has returned ends the instance, in words", () => {
  const { rust } = start({ fill: detach });
  const error = thrownBy(() => rust.filled_by_import(3));
  assert.match(
    error.message,
    /the Uint8Array that an import was passed to fill was transferred meanwhile: transfer a copy/,
  );
  // Of an empty one there is nothing to copy.
  const empty = start({ fill: detach });
  leavesNothing(empty, () => assert.equal(empty.rust.filled_by_import(0), 0));
});

test("a closure fills the array that it is passed", () => {
  const instance = making("filled", "filled_by_closure");
  leavesNothing(instance, () => {
    const f = instance.make();
    const [from, to] = [Float32Array.of(1, 2, 3), new Float32Array(2)];
    assert.equal(f(from, to), undefined);
    assert.deepEqual([...to], [3, 5]);
    // Part of a buffer, and the input itself.
    const all = Float32Array.of(1, 1, 1, 1);
    f(from, all.subarray(1, 3));
    assert.deepEqual([...all], [1, 4, 6, 1]);
    f(from, from);
    assert.deepEqual([...from], [5, 7, 9]);
    class Samples extends Float32Array {}
    const samples = new Samples(1);
    f([1], samples);
    assert.deepEqual([...samples], [6]);
    f(new Float32Array(0), new Float32Array(0));
  });
});

test("what is no array of those numbers is refused, and nothing is kept of it", () => {
  const instance = making("filled", "filled_by_closure");
  for (const [value, shown] of /** @type {[any, string][]} */ ([
    [[1, 2], "an array"],
    [new Float64Array(2), "an object"],
    [new DataView(new ArrayBuffer(8)), "an object"],
    [new Proxy(new Float32Array(2), {}), "an object"],
    [undefined, "undefined"],
  ])) {
    leavesNothing(instance, () => {
      const f = instance.make();
      const error = thrownBy(() => f(Float32Array.of(1), value));
      assert.equal(error.constructor, TypeError);
      assert.equal(error.message, `parameter 2: expected Float32Array, got ${shown}`);
    });
  }
});

test("one that Rust has no room for is an error, and nothing is kept of it, nor of one before it", (context) => {
  let huge = new Uint8Array();
  try {
    huge = new Uint8Array(2 ** 31);
  } catch {
    return unchecked(context, "a list of 2 GiB, which this engine does not make");
  }
  let errors = 0;
  const instance = start({
    filledOnTheStack(/** @type {any} */ f) {
      for (const lists of [
        [huge, new Uint8Array(1)],
        [new Uint8Array(8), huge],
      ]) {
        assert.match(thrownBy(() => f(...lists)).message, /^wasm memory is exhausted/);
        errors++;
      }
      return "";
    },
  });
  leavesNothing(instance, () => instance.rust.filled_by_stack_closure());
  assert.ok(errors >= 2);
});

test("two arrays of one call are each filled", () => {
  const instance = start({
    filledOnTheStack(/** @type {any} */ f) {
      const [a, b] = [new Uint8Array(2), new Uint8Array(3)];
      assert.equal(f(a, b), "2 3");
      assert.deepEqual([...a, ...b], [1, 1, 2, 2, 2]);
      // Which of the two stays is not promised.
      f(a, a);
      assert.ok(a[0] === a[1] && (a[0] === 1 || a[0] === 2));
      return "";
    },
  });
  leavesNothing(instance, () => instance.rust.filled_by_stack_closure());
});

test("an array that is detached or becomes shorter while a closure runs is filled as far as it goes", () => {
  const instance = making("filledBeside", "filled_beside_others");
  leavesNothing(instance, () => {
    const f = instance.make();
    const list = BigUint64Array.of(1n, 2n);
    assert.equal(f("four", list, list), 1);
    assert.equal(list.length, 0);
    const untouched = new BigUint64Array(2);
    assert.equal(thrownBy(() => f("four", nothing(), new BigUint64Array(0))).message, "it is empty");
    assert.equal(f("four", nothing(), untouched), 1);
    assert.deepEqual([...untouched], [4n, 4n]);
  });
  const Resizable = /** @type {any} */ (ArrayBuffer);
  if (!("resize" in ArrayBuffer.prototype)) return;
  leavesNothing(instance, () => {
    const f = instance.make();
    for (const bytes of [0, 4, 8, 12, 64]) {
      const buffer = new Resizable(16, { maxByteLength: 64 });
      const [list, bits] = [new BigUint64Array(buffer), new Uint8Array(buffer)];
      const shortens = {
        get buffer() {
          buffer.resize(bytes);
          return new ArrayBuffer(0);
        },
      };
      assert.equal(f("four", shortens, list), 1);
      const whole = bytes - (bytes % 8);
      assert.deepEqual(
        [...bits].map((byte, at) => (byte === (at % 8 === 0 && at < Math.min(16, whole) ? 4 : 0) ? 0 : at)),
        [...bits].map(() => 0),
        `${bytes}`,
      );
    }
  });
});

test("an array in shared memory is filled", () => {
  if (typeof SharedArrayBuffer === "undefined") return;
  const instance = making("filled", "filled_by_closure");
  leavesNothing(instance, () => {
    const to = new Float32Array(new SharedArrayBuffer(8));
    instance.make()([1, 2], to);
    assert.deepEqual([...to], [3, 5]);
  });
});

test("an array in the module's own memory is refused: what it says is Rust's", () => {
  const instance = making("filled", "filled_by_closure");
  const { memory } = /** @type {any} */ (instance.rust);
  leavesNothing(instance, () => {
    const error = thrownBy(() => instance.make()([1], new Float32Array(memory.buffer, 1024, 1)));
    assert.equal(
      error.message,
      "parameter 2: expected Float32Array outside of this module's memory, got one in it: pass a copy",
    );
  });
});

if (!hosted) {
  test("an export and a method fill the array that they are passed", () => {
    const instance = start({ detach, fill: (/** @type {any} */ list) => void list.fill(6) });
    const app = instance.app.exports;
    const list = Int16Array.of(3, -1, 2);
    leavesNothing(instance, () => {
      assert.equal(app.exportSort(list), undefined);
      assert.deepEqual([...list], [-1, 2, 3]);
      const gain = new app.Gain(2);
      const samples = Float32Array.of(1, 2);
      assert.equal(gain.process(samples), 2);
      assert.equal(gain.process(samples), 2);
      assert.deepEqual([...samples], [6, 12]);
      gain.free();
      assert.equal(thrownBy(() => app.exportSort([1])).message, "parameter 1: expected Int16Array, got an array");
    });
  });

  test("an Option of a list is filled if there is one, and others also where an export throws", () => {
    const instance = start({ detach, fill: (/** @type {any} */ list) => void list.fill(6) });
    const app = instance.app.exports;
    leavesNothing(instance, () => {
      const [list, other] = [new Uint8Array(2), new Uint8Array(2)];
      app.exportFillMaybe(list, other);
      assert.deepEqual([...list, ...other], [6, 6, 9, 9]);
      for (const none of [undefined, null]) {
        other.fill(0);
        assert.equal(thrownBy(() => app.exportFillMaybe(none, other)).message, "nothing to fill");
        assert.deepEqual([...other], [9, 9]);
      }
      const gone = new Uint8Array(2);
      app.exportFillDetached(gone, gone);
      assert.equal(gone.length, 0);
    });
  });

  test("an async export fills the array by the time that its promise is settled", async () => {
    const instance = start({ detach });
    const app = instance.app.exports;
    for (const when of [Promise.resolve(2.5), Promise.reject(7)]) {
      const list = new Float64Array(2);
      const promise = app.exportFillLater(list, when);
      assert.deepEqual([...list], [0, 0]);
      const settled = await promise.catch((/** @type {unknown} */ thrown) => thrown);
      assert.deepEqual([settled, ...list], settled === 7 ? [7, 0, 0] : [2.5, 2.5, 2.5]);
    }
  });
}
