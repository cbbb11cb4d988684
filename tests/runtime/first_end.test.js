// @ts-check
// A closure ends for the first time where the stack does. An engine compiles what ends it only then, and may have no stack for that: so
// nothing here may end one before, and the test has a file, and with it a process, of its own.

import { ClosureError, PanicError, assert, start, testOfLoad } from "./harness.js";

/** How many frames from the stack's end it is tried, a few at a time: a call takes some tens of frames. */
const FRAMES = 800;
const STRIDE = 20;

/** A closure that can be called once, and an object that it takes. What a call runs is compiled, but for its end. */
function make() {
  const rs = /** @type {any} */ (start({}).app.exports);
  const often = rs.argumentOften();
  for (let n = 0; n < 9; n++) often(new rs.Thing(n));
  return { once: rs.argumentOnce(), often, thing: new rs.Thing(5), other: new rs.Thing(6) };
}

testOfLoad(
  "a closure that ends for the first time where the stack ends takes an object, or does not, or ends the instance",
  () => {
    const subjects = Array.from({ length: FRAMES / STRIDE + 1 }, make);
    let frames = 0;
    const dive = () => {
      try {
        dive();
      } catch {
        // The end.
      }
      if (frames++ % STRIDE !== 0 || frames > FRAMES) return;
      const { once, thing } = subjects[Math.floor(frames / STRIDE)];
      try {
        once(thing);
      } catch {
        // Looked at below.
      }
    };
    dive();
    // And once with all of it.
    const last = subjects[subjects.length - 1];
    last.once(last.thing);
    let worked = 0;
    for (const { once, often, thing, other } of subjects) {
      try {
        assert.equal(thing.number(), 5);
      } catch (error) {
        if (error instanceof PanicError) {
          assert.throws(() => often(other), PanicError);
          continue;
        }
        assert.ok(error instanceof ClosureError && error.code === "moved", String(error));
        assert.throws(() => once(other), { code: "once" });
        assert.equal(other.number(), 6);
        worked++;
        continue;
      }
      // Nothing was taken: the call has not come to be.
      once(thing);
      assert.throws(() => thing.number(), { code: "moved" });
    }
    assert.ok(worked > 0, "where there is stack enough, it works");
  },
);
