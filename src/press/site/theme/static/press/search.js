/* Search as one types, in the dialog and on the search page.

   The index is pagefind's, made when the book is published, and fetched when the reader first comes to
   the field. A book built without it, or opened from a disk where modules cannot be loaded, has Sphinx's
   own index on the search page instead, to which the form leads. */
(function () {
  "use strict";
  var base = new URL(document.documentElement.dataset.content_root || "./", location.href).href;
  var MOST = 10, PARTS = 3, engine, vocabulary;

  function loadEngine() {
    if (location.protocol === "file:") return Promise.resolve(null);
    engine = engine || import(base + "pagefind/pagefind.js").then(function (found) {
      if (found.missing) return null;
      return found.options({ baseUrl: base, excerptLength: 22 }).then(function () { return found; });
    }).catch(function (error) { console.error("search:", error.message); return null; });
    return engine;
  }

  /* ---- Words that nobody wrote: the nearest that the book has ---- */
  function distance(one, other, limit) {
    var row = Array.from({ length: other.length + 1 }, function (_, j) { return j; });
    for (var i = 1; i <= one.length; i++) {
      var before = row[0], best = row[0] = i;
      for (var j = 1; j <= other.length; j++) {
        var kept = row[j];
        row[j] = Math.min(row[j] + 1, row[j - 1] + 1, before + (one[i - 1] === other[j - 1] ? 0 : 1));
        before = kept;
        best = Math.min(best, row[j]);
      }
      if (best > limit) return limit + 1;
    }
    return row[other.length];
  }

  function loadVocabulary() {
    vocabulary = vocabulary || fetch(base + "pagefind/words.json").then(function (answer) { return answer.json(); });
    return vocabulary;
  }

  function nearest(word, words) {
    var limit = word.length > 7 ? 2 : 1, best = word;
    if (word.length < 4 || words.some(function (known) { return known.startsWith(word); })) return word;
    words.forEach(function (known) { // in order of frequency, so that the first of equals is the likeliest
      if (Math.abs(known.length - word.length) > limit) return;
      var far = distance(word, known, limit);
      if (far <= limit) { best = known; limit = far - 1; }
    });
    return best;
  }

  function ask(found, query) {
    return loadVocabulary().then(function (words) {
      var meant = query.toLowerCase().split(/\s+/).map(function (word) { return nearest(word, words); }).join(" ");
      return found.search(meant).then(function (answer) {
        return { results: answer.results, meant: meant === query.toLowerCase() ? "" : meant };
      });
    });
  }

  /* ---- What was found: pages with their title, the sections in them, and the words around ---- */
  function linked(url, words, className) {
    var link = document.createElement("a");
    link.href = url;
    link.textContent = words;
    link.className = className;
    return link;
  }

  function excerpt(markup) { // of pagefind: escaped but for its marks, and never taken for markup here
    var words = document.createElement("p");
    markup.split(/<\/?mark>/).forEach(function (part, number) {
      var text = part.replace(/&lt;/g, "<").replace(/&gt;/g, ">"), mark = document.createElement("mark");
      mark.textContent = text;
      words.append(number % 2 ? mark : text);
    });
    return words;
  }

  function item(page) {
    var place = document.createElement("li"), parts = document.createElement("ul");
    var sections = page.sub_results.filter(function (part) { return part.url !== page.url && part.title !== page.meta.title; });
    place.append(linked(page.url, page.meta.title, "press-result"), excerpt(page.excerpt));
    sections.slice(0, PARTS).forEach(function (section) {
      var part = document.createElement("li");
      part.append(linked(section.url, section.title, "press-result-part"));
      parts.append(part);
    });
    if (parts.childNodes.length) place.append(parts);
    return place;
  }

  function tell(count, meant) {
    var pages = count === 0 ? "Nothing found" : count === 1 ? "One page found" : count + " pages found";
    return pages + (meant ? " for “" + meant + "”" : "") + (count > MOST ? ", the " + MOST + " best shown" : "");
  }

  function attach(form, place) {
    var field = form.querySelector("input"), status = document.createElement("p"), list = document.createElement("ol");
    var asked = "", timer = 0;
    status.setAttribute("role", "status");
    status.className = "press-found";
    list.className = "press-found-pages";
    place.append(status, list);
    place.classList.add("is-ready");

    function show(answer, query) {
      return Promise.all(answer.results.slice(0, MOST).map(function (result) { return result.data(); })).then(function (pages) {
        if (asked !== query) return;
        list.replaceChildren.apply(list, pages.map(item));
        status.textContent = tell(answer.results.length, answer.meant);
      });
    }

    function run() {
      var query = field.value.trim();
      if (query === asked) return Promise.resolve();
      asked = query;
      if (!query) {
        list.replaceChildren();
        status.textContent = "";
        return Promise.resolve();
      }
      return loadEngine().then(function (found) {
        if (found) return ask(found, query).then(function (answer) { if (asked === query) return show(answer, query); });
      });
    }

    function links() { return Array.from(list.querySelectorAll("a")); }
    field.addEventListener("focus", loadEngine, { once: true });
    field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(run, 120); });
    form.addEventListener("submit", function (event) {
      if (location.protocol === "file:") return; // to Sphinx's own search page
      event.preventDefault();
      loadEngine().then(function (found) {
        if (!found) return form.submit();
        run().then(function () { if (links()[0]) links()[0].focus(); });
      });
    });
    place.parentElement.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key], stops = [field].concat(links());
      var at = stops.indexOf(document.activeElement);
      if (!step || at < 0 || stops.length < 2) return;
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    });
    return { field: field, run: run };
  }

  /* ---- Sphinx's own search, on its page ---- */
  function loadInOrder(names) {
    return names.reduce(function (before, name) {
      return before.then(function () {
        return new Promise(function (resolve, reject) {
          var script = document.createElement("script");
          script.src = base + name;
          script.onload = resolve;
          script.onerror = reject;
          document.head.append(script);
        });
      });
    }, Promise.resolve());
  }

  function useSphinx() {
    document.querySelectorAll(".press-results").forEach(function (place) { place.remove(); });
    return loadInOrder([
      "_static/documentation_options.js", "_static/doctools.js", "_static/sphinx_highlight.js",
      "_static/language_data.js", "_static/searchtools.js", "searchindex.js"
    ]);
  }

  var page = document.querySelector(".bd-search-container");
  var box = page || document.getElementById("pst-search-dialog");
  var search = attach(box.querySelector("form"), box.querySelector(".press-results"));
  if (page) {
    var query = new URLSearchParams(location.search).get("q") || "";
    loadEngine().then(function (found) {
      search.field.value = query;
      return found ? search.run() : useSphinx();
    });
  }
})();
