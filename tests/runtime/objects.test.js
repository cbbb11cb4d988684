// @ts-check
// Random programs for the Rust values that JavaScript owns, and a small model of these.

import { random } from "../support/random.js";
import { ClosureError, assert, setting, start, test } from "./harness.js";

test("random programs do to objects what a small model says", () => {
  const seed = Number(setting("OBJECTS_SEED") ?? Date.now() % 2 ** 31);
  const rnd = random(seed);
  /** @typedef {{ object: any, count: number, over: string, shared: number, alone: boolean }} Model */

  for (let program = 0; program < 150; program++) {
    /** @type {(() => void)[]} */
    const inside = [];
    const { rust, app } = start({ reenter: () => inside.pop()?.() });
    const rs = app.exports;
    const allocated = rust.allocated();
    /** @type {Model[]} */
    const all = [];
    /** @type {Model | null} */
    let stored = null;
    /** @param {any} object @param {number} count @returns {Model} */
    const model = (object, count) => ({ object, count, over: "", shared: 0, alone: false });
    /** @param {Model} m @param {boolean} exclusive */
    const refusal = (m, exclusive) => m.over || (m.alone || (exclusive && m.shared > 0) ? "borrowed" : "");
    /** Does it, and compares how it ends. @param {string} expected @param {() => void} body */
    const ends = (expected, body) => {
      let code = "";
      try {
        body();
      } catch (error) {
        code = error instanceof ClosureError ? error.code : String(/** @type {any} */ (error).message);
      }
      assert.equal(code, expected, `OBJECTS_SEED=${seed}, program ${program}`);
    };
    /** @param {number} depth */
    const step = (depth) => {
      const m = all[rnd(all.length)];
      switch (m === undefined ? 0 : rnd(9)) {
        case 0:
          all.push(model(rs.counter(all.length), all.length));
          break;
        case 1:
          m.object.free();
          m.over ||= "freed";
          break;
        case 2:
          ends(refusal(m, true), () => assert.equal(m.object.increment(2), (m.count += 2)));
          break;
        case 3:
          ends(refusal(m, false), () => assert.equal(m.object.describe(), `counter ${m.count}`));
          break;
        case 4: {
          const code = refusal(m, true);
          ends(code, () => rs.store(m.object));
          if (code !== "") break;
          m.over = "moved";
          stored = m;
          break;
        }
        case 5: {
          const object = rs.stored();
          assert.equal(object === undefined, stored === null);
          if (stored !== null) all.push(model(object, stored.count));
          stored = null;
          break;
        }
        case 6: {
          const other = all[rnd(all.length)];
          const code = refusal(m, true) || (m === other ? "borrowed" : refusal(other, false));
          ends(code, () => rs.add(m.object, other.object));
          if (code === "") m.count += other.count;
          break;
        }
        default: {
          // A call during which more happens.
          const shares = rnd(2) === 0;
          const code = refusal(m, !shares);
          if (code === "") {
            inside.push(() => {
              if (shares) m.shared++;
              else m.alone = true;
              for (let left = depth > 2 ? 0 : rnd(4); left > 0; left--) step(depth + 1);
              if (shares) m.shared--;
              else m.alone = false;
              if (!shares) m.count++;
            });
          }
          ends(code, () => {
            assert.equal(shares ? rs.lookWhile(m.object) : rs.changeWhile(m.object), m.count);
          });
        }
      }
    };
    for (let left = 40; left > 0; left--) step(0);
    rs.stored()?.free();
    for (const { object } of all) object.free();
    assert.deepEqual(app.stats(), { closures: 0, handles: 0 });
    assert.equal(rust.allocated(), allocated, `OBJECTS_SEED=${seed}, program ${program} left something behind`);
  }
});
