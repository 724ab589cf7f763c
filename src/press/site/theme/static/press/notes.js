/* What a citation or a footnote says, shown where it stands: on hover, focus and the first tap.

   A citation carries the text of its work as its title; a footnote stands at the foot of the page.
   Without this script browsers show the title, and the links lead to the bibliography and the foot. */
(function () {
  "use strict";
  var box = document.createElement("div"), shown = null, timer = 0;

  function textOf(link) {
    if (link.dataset.note) {
      var work = document.createElement("p");
      work.textContent = link.dataset.note;
      return work;
    }
    var foot = document.getElementById((link.getAttribute("href") || "").slice(1));
    if (!foot) return null;
    foot = foot.cloneNode(true);
    foot.removeAttribute("id");
    foot.removeAttribute("class");
    foot.removeAttribute("role");
    foot.querySelectorAll(".label, .backrefs, .fn-backref").forEach(function (part) { part.remove(); });
    foot.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
    return foot;
  }

  function show(link) {
    clearTimeout(timer);
    if (shown === link) return;
    var text = textOf(link);
    if (!text) return;
    hide();
    box.replaceChildren(text);
    link.closest("article").append(box);
    place(link);
    link.setAttribute("aria-describedby", box.id);
    shown = link;
  }

  function place(link) {
    var home = box.offsetParent.getBoundingClientRect(), line = link.getClientRects()[0];
    var left = Math.min(line.left - home.left, home.width - box.offsetWidth - 16);
    var below = line.bottom + box.offsetHeight + 8 < innerHeight || line.top < box.offsetHeight + 8;
    box.style.left = Math.max(16, left) + "px"; // as far from the edge as the text on a phone
    box.style.top = (below ? line.bottom + 6 : line.top - box.offsetHeight - 6) - home.top + "px";
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    box.remove();
    shown = null;
  }

  function later(action, link) { clearTimeout(timer); timer = setTimeout(action, 180, link); }

  function attach(link) {
    var opened = false; // by the tap that is going on
    if (link.title) { // the browser would show it a second time
      link.dataset.note = link.title;
      link.removeAttribute("title");
    }
    link.addEventListener("pointerenter", function (event) { if (event.pointerType === "mouse") later(show, link); });
    link.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse") later(hide); });
    link.addEventListener("pointerdown", function (event) { opened = event.pointerType !== "mouse" && shown !== link; });
    link.addEventListener("focus", function () { if (!opened) show(link); });
    link.addEventListener("blur", function () { later(hide); });
    link.addEventListener("click", function (event) {
      if (!opened) return;
      opened = false;
      show(link);
      if (shown === link) event.preventDefault(); // the first tap reads, the second follows
    });
  }

  box.id = "press-note";
  box.className = "press-note";
  box.setAttribute("role", "tooltip");
  box.addEventListener("pointerenter", function () { clearTimeout(timer); });
  box.addEventListener("pointerleave", function () { later(hide); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", function (event) {
    if (shown && !box.contains(event.target) && !shown.contains(event.target)) hide();
  });
  document.querySelectorAll(".bibtex-citation a, a.footnote-reference").forEach(attach);
})();
