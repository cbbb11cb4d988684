// @ts-check
// What the tests are loaded with: each test gets modules of its own.

export default () => ({ modules: { counter: { next: next() } } });

function next() {
  let count = 0;
  return () => ++count;
}
