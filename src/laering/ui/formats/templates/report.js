"use strict";
(() => {
  const find = document.getElementById("page-find");
  if (!find) return;
  const words = document.getElementById("page-words");
  const state = document.getElementById("page-state");
  const reset = document.getElementById("page-reset");
  const chosen = document.getElementById("page-chosen");
  const none = document.getElementById("page-none");
  const all = find.querySelector('input[value=""]');
  const sections = [...document.querySelectorAll("section[data-source]")].map((section) => ({
    section,
    cards: [...section.querySelectorAll("article")],
  }));
  const texts = new Map();

  const folded = (text) => text.normalize("NFC").toLocaleLowerCase("nb");
  const said = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // What a person reads on a card, without its labels and its file.
  const textOf = (card) => {
    if (!texts.has(card)) {
      const read = [...card.querySelectorAll("h3, .about, dd")].map((each) => each.textContent);
      texts.set(card, folded(read.join("\n")));
    }
    return texts.get(card);
  };

  const apply = () => {
    const source = find.querySelector("input:checked") || all;
    const wanted = folded(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { section, cards } of sections) {
      const meant = source === all || section.id === source.value;
      let here = 0;
      for (const card of cards) {
        const fits = meant && wanted.every((word) => textOf(card).includes(word));
        card.hidden = !fits;
        here += fits;
      }
      section.hidden = !here;
      shown += here;
    }
    const narrowed = source !== all || wanted.length > 0;
    const told = said(find.dataset.shown, { shown, total: find.dataset.total });
    const what = [
      source === all ? "" : source.parentElement.textContent.trim(),
      wanted.length ? `«${words.value.trim()}»` : "",
    ].filter(Boolean);
    state.textContent = told;
    chosen.textContent = `${said(find.dataset.chosen, { what: what.join(", ") })}. ${told}`;
    chosen.hidden = reset.hidden = !narrowed;
    none.hidden = shown > 0;
  };

  const showAll = () => {
    all.checked = true;
    words.value = "";
    apply();
  };

  // A link to what is not shown shows it.
  const reveal = (hash) => {
    let name = hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // Somebody typed a lone %: it stands for itself.
    }
    const place = document.getElementById(name);
    if (place?.closest("[hidden]")) {
      showAll();
      place.scrollIntoView();
    }
  };

  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 100);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && words.value) {
      event.preventDefault();
      words.value = "";
      apply();
    }
  });
  find.addEventListener("change", apply);
  reset.addEventListener("click", () => {
    showAll();
    words.focus();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) reveal(link.hash);
  });
  window.addEventListener("hashchange", () => reveal(location.hash));
  // The browser may have put back what was chosen.
  window.addEventListener("pageshow", apply);
  find.hidden = false;
  apply();
})();
