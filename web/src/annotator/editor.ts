/** How a paragraph is corrected in its place. */
export interface EditHooks {
  /** Enter, or leaving the field: the new words. */
  onCommit: (words: string) => void;
  /** Escape: nothing is to change. */
  onCancel: () => void;
  onInput: (words: string) => void;
}

/**
 * Puts a field with the same typography in the place of a paragraph's words and gives it the focus. Returns how to
 * take it away.
 */
export function editWords(home: HTMLElement, words: string, label: string, caret: number, hooks: EditHooks): () => void {
  const field = document.createElement("textarea");
  const shown = home.querySelector<HTMLElement>(".tl-words");
  let over = false;
  const leave = (then: () => void): void => {
    if (over) return;
    over = true;
    then();
  };
  field.className = "tl-edit";
  field.value = words;
  field.setAttribute("aria-label", label);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    leave(() => (event.key === "Enter" ? hooks.onCommit(oneLine(field.value)) : hooks.onCancel()));
  });
  field.addEventListener("input", () => {
    fit(field);
    hooks.onInput(field.value);
  });
  if (shown) shown.hidden = true;
  home.append(field);
  fit(field);
  field.focus();
  field.setSelectionRange(caret, caret);
  return () => {
    over = true;
    field.remove();
    if (shown) shown.hidden = false;
  };
}

/** A paragraph stays one: line ends that were pasted become spaces. */
function oneLine(words: string): string {
  return words.replaceAll(/\s*\n\s*/gu, " ");
}

function fit(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
