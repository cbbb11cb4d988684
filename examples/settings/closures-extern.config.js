// @ts-check
// What the tests in src/lib.rs are loaded with: an invisible form that only stores its options.

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
