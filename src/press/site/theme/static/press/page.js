/* What the frame of every page does: colour mode, search dialog, the two menus, and where the reader is. */
(function () {
  "use strict";
  var root = document.documentElement;
  function one(selector) { return document.querySelector(selector); }

  /* ---- Light, dark, or as the system has it ---- */
  var dark = matchMedia("(prefers-color-scheme: dark)"), button = one(".theme-switch-button");
  var words = { auto: "as the system", light: "light", dark: "dark" };
  function setMode(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode !== "auto" ? mode : dark.matches ? "dark" : "light";
    try { localStorage.setItem("mode", mode); } catch (error) { /* this page only, then */ }
    if (!button) return;
    button.setAttribute("aria-label", "Color mode: " + words[mode]);
    button.title = button.getAttribute("aria-label");
  }
  setMode(root.dataset.mode);
  dark.addEventListener("change", function () { setMode(root.dataset.mode); });
  if (button) button.addEventListener("click", function () {
    var order = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    setMode(order[(order.indexOf(root.dataset.mode) + 1) % 3]);
  });

  /* ---- Dialogs: opened by their buttons; closed by a button of theirs, by Escape, and by a click beside them ---- */
  function open(dialog) {
    var close = document.createElement("button");
    close.type = "button";
    close.className = "press-close";
    close.textContent = "\u00d7";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", function () { dialog.close(); });
    dialog.append(close);
    dialog.showModal();
  }
  document.querySelectorAll("dialog").forEach(function (dialog) {
    dialog.addEventListener("close", function () { dialog.querySelector(".press-close").remove(); });
    dialog.addEventListener("click", function (event) {
      var box = dialog.getBoundingClientRect(), x = event.clientX, y = event.clientY;
      var beside = x < box.left || x > box.right || y < box.top || y > box.bottom;
      if (event.target === dialog && beside) dialog.close();
      else if (event.target.closest("a[href]")) dialog.close(); // what was chosen may be on this page
    });
  });

  var search = one("#pst-search-dialog"), field = one(".bd-search-container input");
  function find() {
    if (!field) return search.open ? search.close() : open(search);
    field.focus();
    return field.select();
  }
  document.querySelectorAll(".search-button__button").forEach(function (b) { b.addEventListener("click", find); });
  search.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    event.preventDefault(); // in a field for searches it would clear the words only
    search.close();
  });
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    find();
  });
  if (/^(Mac|iP)/.test(navigator.platform)) {
    document.querySelectorAll(".kbd-shortcut__modifier").forEach(function (key) { key.textContent = "\u2318"; });
  }

  /* ---- Menus: at the side where there is room, else in a dialog that holds them while it is open ---- */
  function move(from, to) {
    to.append.apply(to, Array.from(from.childNodes));
    to.className = from.className;
    from.className = "";
  }
  function menu(toggle, bar, dialog, beside) {
    if (!toggle || !bar || !dialog) return;
    toggle.addEventListener("click", function () {
      if (beside && beside.matches) {
        toggle.setAttribute("aria-expanded", String(!bar.classList.toggle("pst-sidebar-hidden")));
        return;
      }
      move(bar, dialog);
      open(dialog);
    });
    dialog.addEventListener("close", function () { move(dialog, bar); });
  }
  menu(one(".primary-toggle"), one("#pst-primary-sidebar"), one("#pst-primary-sidebar-modal"), matchMedia("(min-width: 992px)"));
  menu(one(".secondary-toggle"), one("#pst-secondary-sidebar"), one("#pst-secondary-sidebar-modal"));
  var bar = one("#pst-primary-sidebar"), here = bar && bar.querySelector("a.current");
  if (here) requestAnimationFrame(function () { // asked any sooner, the browser would lay out the page once more
    if (here.offsetTop > bar.clientHeight - 60) bar.scrollTop = here.offsetTop - bar.clientHeight / 2;
  });

  /* ---- Which section the reader is in, said by the outline ---- */
  var links = Array.from(document.querySelectorAll("nav.page-toc a[href^='#']")), seen = new Map();
  links.forEach(function (link) {
    var section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) seen.set(section.querySelector("h1, h2, h3, h4") || section, link);
  });
  function mark(link) {
    links.forEach(function (other) {
      var now = other === link;
      other.classList.toggle("active", now);
      other.parentElement.classList.toggle("active", now);
      if (now) other.setAttribute("aria-current", "true"); else other.removeAttribute("aria-current");
    });
  }
  var waiting = false;
  function look() {
    waiting = false;
    document.body.classList.toggle("scrolled", scrollY > 0);
    var now = null;
    seen.forEach(function (link, heading) { if (heading.getBoundingClientRect().top < innerHeight * 0.3) now = link; });
    mark(now);
  }
  addEventListener("scroll", function () {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  }, { passive: true });
})();
