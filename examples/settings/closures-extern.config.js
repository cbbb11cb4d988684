// @ts-check
// What the tests in src/lib.rs are loaded with: a form that nobody sees, which keeps its options.

export default () => {
  const form = {
    /** @type {unknown} */
    SHOWN: null,
    /** @param {unknown} options */
    showForm(options) {
      form.SHOWN = options;
    },
  };
  return { modules: { form } };
};
