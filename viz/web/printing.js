// Pages that are printed at the width of the paper, with what is drawn by measure drawn anew for it.

/** Mark the page while it is printed, and redraw before and after. abort() the result to stop. */
export function watchPrinting(redraw = () => {}) {
  const control = new AbortController();
  const mark = (on) => () => {
    document.documentElement.classList.toggle("printing", on);
    redraw();
  };
  window.addEventListener("beforeprint", mark(true), { signal: control.signal });
  window.addEventListener("afterprint", mark(false), { signal: control.signal });
  return control;
}
