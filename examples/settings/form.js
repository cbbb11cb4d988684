// @ts-check
// A form for settings, as a JavaScript app would have it. Rust uses it, but it knows nothing about Rust.

/**
 * @typedef {object} Settings
 * @property {string} name
 * @property {"light" | "dark" | "system"} theme
 * @property {number} fontSize In pixels.
 * @property {{ topics: string[], hour: number }} [news]
 *
 * @typedef {object} FormOptions
 * @property {string} title
 * @property {Settings} settings
 * @property {(settings: Settings) => void} onChange
 * @property {(name: string) => string | undefined} [checkName]
 * @property {() => Settings} [onReset]
 */

/** @param {FormOptions} options */
export function showForm({ title, settings, onChange, checkName, onReset }) {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("#form"));
  const { legend, name, theme, size, told, topics, hour, reset } = /** @type {Record<string, any>} */ (
    Object.fromEntries([...form.querySelectorAll("[id]")].map((element) => [element.id, element]))
  );
  legend.textContent = title;
  const fill = (/** @type {Settings} */ { name: text, theme: chosen, fontSize, news }) => {
    Object.assign(name, { value: text });
    theme.value = chosen;
    size.value = String(fontSize);
    told.checked = news !== undefined;
    if (news !== undefined) [topics.value, hour.value] = [news.topics.join(", "), String(news.hour)];
    for (const input of [topics, hour]) input.disabled = !told.checked;
  };
  const read = () => ({
    name: name.value,
    theme: theme.value,
    fontSize: Number(size.value),
    news: told.checked ? { topics: topics.value.split(/,\s*/).filter(Boolean), hour: Number(hour.value) } : undefined,
  });
  form.oninput = () => {
    for (const input of [topics, hour]) input.disabled = !told.checked;
    name.setCustomValidity(checkName?.(name.value) ?? "");
    if (form.reportValidity()) onChange(read());
  };
  reset.hidden = onReset === undefined;
  reset.onclick = () => {
    if (onReset !== undefined) fill(onReset());
    name.setCustomValidity("");
  };
  fill(settings);
}
