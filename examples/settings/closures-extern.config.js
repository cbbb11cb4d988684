// What the tests in src/lib.rs are loaded with: a form that nobody sees, which keeps its options.

export default () => {
  const form = {
    SHOWN: null,
    showForm(options) {
      form.SHOWN = options;
    },
  };
  return { modules: { form } };
};
