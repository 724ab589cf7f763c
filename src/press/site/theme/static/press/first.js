/* Runs before the first paint: the reader's colour mode, a mark that scripts run, and the faces of the text. */
(function (root) {
  "use strict";
  var modes = ["light", "dark", "auto"], mode = "auto";
  try {
    mode = localStorage.getItem("mode");
    if (modes.indexOf(mode) < 0) mode = "auto";
    localStorage.setItem("mode", mode); // the theme's switch reads it there
  } catch (error) { mode = "auto"; }
  root.dataset.mode = mode;
  root.dataset.theme = mode !== "auto" ? mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.classList.add("js");

  /* Who comes back to a page finds the place by its height, and a link leads to a place: there no part may wait (parts.js). */
  var came = performance.getEntriesByType("navigation")[0];
  if (!came || came.type !== "navigate") root.classList.add("whole");
  else if (location.hash) root.classList.add("aimed");

  /* The text waits for its faces, but not long: without them by then, this page is set in the reader's
     own and the next one in ours. Either way nothing jumps. */
  var folder = new URL("fonts/", document.currentScript.src).href;
  var faces = [
    ["Press Serif", "SourceSerifPro-Regular", { weight: "400" }],
    ["Press Serif", "SourceSerifPro-It", { weight: "400", style: "italic" }],
    ["Source Sans Pro", "SourceSansPro-Regular", { weight: "400" }],
    ["Source Sans Pro", "SourceSansPro-Semibold", { weight: "600 700" }],
    ["Press Serif", "SourceSerifPro-Semibold", { weight: "600 700" }]
  ].map(function (face) { return new FontFace(face[0], "url(" + folder + face[1] + ".woff2)", face[2]); });
  function show(ready) {
    if (ready && !late) root.classList.add("faces");
    late = true;
    /* The frame of the page is laid out before what stands in it: together they would be one long task. */
    requestAnimationFrame(function () { setTimeout(function () { root.classList.remove("waiting"); }); });
  }
  var late = false;
  root.classList.add("waiting");
  setTimeout(show, 600, false);
  Promise.all(faces.map(function (face) { document.fonts.add(face); return face.load(); })).then(show, function () { show(false); });
})(document.documentElement);
