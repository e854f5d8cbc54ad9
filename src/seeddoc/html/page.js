// What a page does: filters, ties a quotation to its speaker and cue, follows links. It only ever writes text and classes.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const documents = [...document.querySelectorAll(".document")];
  const entries = [...document.querySelectorAll("#contents li")];
  const [query, speaker, show, theme, status, card] = ["query", "speaker", "show", "theme", "status", "card"].map(find);
  const names = new Set([...document.querySelectorAll("#speakers option")].map((option) => option.value));
  const overview = find("overview");
  const number = new Intl.NumberFormat("en");

  // --- Text as it is searched: without case, and with typewriter's marks, character for character ---

  const MARKS = { "‘": "'", "’": "'", "“": '"', "”": '"', "\n": " ", "\u00a0": " " };
  const fold = (text) => {
    const lower = text.toLowerCase();
    const kept = lower.length === text.length ? lower : [...text].map((char) => {
      const small = char.toLowerCase();
      return small.length === char.length ? small : char;
    }).join("");
    return kept.replace(/[‘’“”\n\u00a0]/g, (mark) => MARKS[mark]);
  };
  const once = (make) => {
    const made = new Map();
    return (key) => {
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key);
    };
  };
  const texts = once((article) => [...article.querySelectorAll(".text")].map((text) => fold(text.textContent)));
  // Who speaks in a document: what they are filtered by, by their numbers.
  const cast = once((article) => new Map(
    [...article.querySelectorAll(".cast button")].map((button) => [button.dataset.p, fold(button.dataset.name)])
  ));
  const quotes = once((article) => [...article.querySelectorAll("q")]);

  // --- Filters ---

  let wanted = { query: "", name: "", exact: false, show: "" };
  const isWanted = (name) => (wanted.exact ? name === wanted.name : name.includes(wanted.name));
  const passes = (article) => {
    if (wanted.show === "q" && !quotes(article).length) return false;
    if (wanted.show === "*" && !article.dataset.codes) return false;
    if (wanted.show.length > 1 && !` ${article.dataset.codes || ""} `.includes(` ${wanted.show} `)) return false;
    if (wanted.name && ![...cast(article).values()].some(isWanted)) return false;
    return !wanted.query || texts(article).some((text) => text.includes(wanted.query));
  };
  const apply = () => {
    const name = fold(speaker.value.trim());
    wanted = {
      query: fold(query.value.trim()), name, exact: [...names].some((each) => fold(each) === name), show: show.value
    };
    const section = find("documents");
    const below = section.getBoundingClientRect().top > 0;
    const filtering = Boolean(wanted.query || wanted.name || wanted.show);
    if (overview) overview.hidden = filtering; // it is about all of them
    let shown = 0;
    documents.forEach((article, place) => {
      const keep = passes(article);
      article.hidden = entries[place].hidden = !keep;
      shown += keep;
    });
    const all = number.format(documents.length);
    const what = documents.length === 1 ? "document" : "documents";
    status.textContent = filtering ? `${number.format(shown)} of ${all} ${what}` : `${all} ${what}`;
    // What was below may now be above, where the overview is gone.
    if (below && section.getBoundingClientRect().top < 0) section.scrollIntoView();
    decorated.clear();
    inSight.forEach(decorate);
  };

  // --- What is in sight shows what it was found by ---

  const highlights = window.Highlight && CSS.highlights ? new Highlight() : null;
  if (highlights) CSS.highlights.set("found", highlights);
  const inSight = new Set();
  const decorated = new Set();
  const ranges = once(() => []);
  const decorate = (article) => {
    if (decorated.has(article)) return;
    decorated.add(article);
    const people = cast(article);
    for (const quote of quotes(article)) {
      quote.classList.toggle("off", Boolean(wanted.name) && !isWanted(people.get(quote.dataset.p) ?? "\n"));
    }
    for (const button of article.querySelectorAll(".cast button")) {
      button.setAttribute("aria-pressed", String(Boolean(wanted.name) && isWanted(people.get(button.dataset.p))));
    }
    if (highlights) highlight(article);
  };
  const highlight = (article) => {
    ranges(article).splice(0).forEach((range) => highlights.delete(range));
    if (!wanted.query) return;
    article.querySelectorAll(".text").forEach((text, place) => {
      for (const range of findRanges(text, texts(article)[place], wanted.query)) {
        ranges(article).push(range);
        highlights.add(range);
      }
    });
  };
  // One way through the text, however often something is found.
  const findRanges = function* (text, folded, wanted) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    let start = 0; // of the node, in the text
    const reach = (offset) => {
      while (start + node.length < offset) {
        start += node.length;
        node = walker.nextNode();
      }
      return [node, offset - start];
    };
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange();
      range.setStart(...reach(at));
      range.setEnd(...reach(at + wanted.length));
      yield range;
    }
  };
  const watcher = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (change.isIntersecting) {
        inSight.add(change.target);
        decorate(change.target);
      } else {
        inSight.delete(change.target);
      }
    }
  }, { rootMargin: "300px" });

  // --- A quotation, its speaker and its cue ---

  let lit = [];
  const dim = () => {
    lit.forEach((part) => part.classList.remove("on"));
    lit = [];
    card.hidden = true;
  };
  const light = (quote, article) => {
    const mentions = [quote.dataset.s, quote.dataset.c].filter(Boolean).map((each) => `[data-m~="${each}"]`);
    lit = [quote, ...(mentions.length ? article.querySelectorAll(mentions.join()) : [])];
    lit.forEach((part) => part.classList.add("on"));
    const list = document.createElement("dl");
    for (const line of quote.dataset.why.split("\n")) {
      line.split("\t").forEach((text, place) => {
        const part = document.createElement(place ? "dd" : "dt");
        part.textContent = text;
        list.append(part);
      });
    }
    card.replaceChildren(list);
    card.className = [...quote.classList].filter((name) => name.startsWith("hue-")).join();
    card.hidden = false;
  };
  // The quotation that something is about: itself, the one before a link, the ones that a mention serves.
  const quotesOf = (target) => {
    const part = target.closest?.("q, a.number, [data-m]");
    const article = part?.closest(".document");
    if (!article) return [];
    if (part.matches("a.number")) return [part.previousElementSibling];
    if (part.matches("q")) return [part];
    const served = part.dataset.m.split(" ");
    const found = quotes(article).filter((quote) => served.includes(quote.dataset.s) || served.includes(quote.dataset.c));
    return found.length ? found : [part.closest("q")].filter(Boolean);
  };
  const follow = (event) => {
    dim();
    const found = quotesOf(event.target);
    if (!found.length) return;
    light(found[0], found[0].closest(".document"));
    for (const other of found.slice(1)) {
      other.classList.add("on");
      lit.push(other);
    }
  };
  document.addEventListener("mouseover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dim();
  });

  // --- Controls ---

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  };
  query.addEventListener("input", soon);
  speaker.addEventListener("input", soon);
  show.addEventListener("change", apply);
  theme.addEventListener("change", () => {
    document.documentElement.dataset.theme = theme.value;
  });
  const clear = () => {
    query.value = speaker.value = show.value = "";
    apply();
  };
  find("clear").addEventListener("click", clear);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-name], button[data-code]");
    if (!button) return;
    if (button.dataset.code) {
      show.value = button.dataset.code;
    } else {
      speaker.value = button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.name;
    }
    apply();
    if (button.closest(".document")) return;
    find("documents").focus({ preventScroll: true }); // the button is gone with the overview
    find("documents").scrollIntoView();
  });

  // --- Links to documents and quotations, which a filter may hide ---

  const arrive = () => {
    let target = null;
    try {
      target = find(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // the address is no link of this page
    }
    const article = target?.closest(".document");
    if (!article) return;
    if (article.hidden) clear();
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", arrive);

  documents.forEach((article) => watcher.observe(article));
  find("contents").open = window.matchMedia("(min-width: 76rem)").matches;
  find("filters").hidden = false;
  apply();
  arrive();
})();
