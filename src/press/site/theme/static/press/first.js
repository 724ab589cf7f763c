/* Runs before the first paint: the reader's colour mode, and a mark that scripts run. */
(function (root) {
  "use strict";
  var mode = "auto", modes = ["light", "dark", "auto"];
  try {
    mode = localStorage.getItem("mode");
    if (modes.indexOf(mode) < 0) mode = "auto";
    localStorage.setItem("mode", mode); // the theme's switch reads it there
  } catch (error) { mode = "auto"; }
  root.dataset.mode = mode;
  root.dataset.theme = mode !== "auto" ? mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.classList.add("js");
})(document.documentElement);
