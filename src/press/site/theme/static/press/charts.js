/* Charts: a drawing until the reader comes to it, then live, from one local copy of the chart library.

   The page holds the drawing (complete without this script) and its specification as JSON.
   The library is fetched on the first touch of any chart. Expressions are interpreted, not
   compiled, so that the page's policy need not allow `eval`. */
(function () {
  "use strict";
  var root = document.documentElement.dataset.content_root || "./";
  var narrow = matchMedia("(max-width: 480px)");
  var library;

  function loadLibrary() {
    library = library || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + "_static/press/vega.js";
      script.onload = function () { resolve(window.pressVega); };
      script.onerror = function () { reject(new Error("the chart library is missing: " + script.src)); };
      document.head.append(script);
    });
    return library;
  }

  /* The upright specification has only the data that the wide one lacks. */
  function specificationOf(chart) {
    var wide = JSON.parse(chart.querySelector("script.press-chart-spec").textContent);
    var script = narrow.matches && chart.querySelector("script.press-chart-spec-upright");
    if (!script) return wide;
    var upright = JSON.parse(script.textContent);
    upright.datasets = Object.assign({}, wide.datasets, upright.datasets);
    return upright;
  }

  function drawingOf(chart) {
    return Array.prototype.find.call(chart.querySelectorAll(".press-chart-static"), function (drawing) {
      return drawing.offsetParent !== null;
    });
  }

  /* A drawing that is too wide is shown smaller; alive, its labels keep their size and the plot gives way. */
  function fit(specification, drawing, room) {
    var excess = drawing.querySelector("svg").viewBox.baseVal.width - room;
    if (excess > 0 && typeof specification.width === "number") {
      specification.width = Math.max(200, Math.floor(specification.width - excess));
    }
  }

  /* Whether a chart has controls (sliders, menus): such a chart is live as soon as it is seen. */
  function hasControls(part) {
    if (Array.isArray(part)) return part.some(hasControls);
    if (!part || typeof part !== "object") return false;
    if (part.bind && part.bind.input) return true;
    return Object.keys(part).some(function (key) {
      return key !== "data" && key !== "datasets" && hasControls(part[key]);
    });
  }

  /* What a tooltip says is text: the library would fetch what a field named "image" holds. */
  function words(value, escape) {
    if (value === null || typeof value !== "object") return escape(String(value));
    var rows = Object.keys(value).map(function (key) {
      return "<tr><td class=\"key\">" + escape(key) + "</td><td class=\"value\">" + escape(String(value[key])) + "</td></tr>";
    });
    return "<table><tbody>" + rows.join("") + "</tbody></table>";
  }

  function wake(chart) {
    if (chart.dataset.state) return;
    chart.dataset.state = "loading";
    var drawing = drawingOf(chart), live = document.createElement("div");
    var specification = specificationOf(chart);
    fit(specification, drawing, chart.clientWidth);
    live.className = "press-chart-live";
    live.tabIndex = 0; // it may scroll
    live.setAttribute("role", "group");
    live.setAttribute("aria-label", "Live chart");
    loadLibrary().then(function (embed) {
      chart.append(live);
      return embed(live, specification, {
        mode: "vega-lite", renderer: "svg", actions: false, ast: true,
        defaultStyle: false, tooltip: { disableDefaultStyle: true, formatTooltip: words }
      });
    }).then(function () {
      /* The description speaks for the whole, the data table for the parts: the library's words for
         each mark would be noise, and some of its marks have none. */
      var svg = live.querySelector("svg");
      svg.firstElementChild.setAttribute("aria-hidden", "true");
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", drawing.getAttribute("aria-label"));
      chart.dataset.state = "live";
      say(chart, "Point at a mark for its values");
    }).catch(function (error) {
      live.remove();
      chart.dataset.state = "still";
      say(chart, "");
      console.error("chart:", error.message);
    });
  }

  function say(chart, words) {
    var button = chart.querySelector(".press-chart-wake"), held = button === document.activeElement;
    var note = document.createElement("span");
    note.className = "press-chart-note";
    note.tabIndex = -1;
    note.textContent = words;
    button.replaceWith(note);
    if (held) note.focus();
  }

  function prepare(chart, watcher) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "press-chart-wake";
    button.textContent = "Explore this chart";
    chart.append(button);
    ["pointerenter", "focusin", "click"].forEach(function (event) {
      chart.addEventListener(event, function () { wake(chart); }, { once: true });
    });
    if (watcher && hasControls(specificationOf(chart))) watcher.observe(chart);
  }

  function watch() {
    return "IntersectionObserver" in window && new IntersectionObserver(function (seen) {
      seen.forEach(function (entry) { if (entry.isIntersecting) wake(entry.target); });
    }, { threshold: 0.5 });
  }

  var watcher = watch();
  document.querySelectorAll(".press-chart").forEach(function (chart) { prepare(chart, watcher); });
})();
