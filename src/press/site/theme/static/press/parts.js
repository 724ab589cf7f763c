/* Parts of a page that are out of sight wait until the page stands (site.css), then each is laid out in a frame of its own:
   all at once would keep the reader from scrolling. Sections first, then drawings, whose places are known. */
(function () {
  "use strict";
  var ENOUGH = 300; // elements in a frame: some 10 ms of a laptop's time
  var waiting = [".press-part", ".press-chart-static"].flatMap(function (kind) { return Array.from(document.querySelectorAll(kind)); });
  var later = window.requestIdleCallback || function (action) { setTimeout(action, 20); };

  function next() {
    var sum = 0, part;
    while (sum < ENOUGH && (part = waiting.shift())) {
      part.classList.add("is-laid-out");
      sum += part.getElementsByTagName("*").length + 1;
    }
    if (waiting.length) start();
  }

  function start() { later(function () { requestAnimationFrame(next); }); }
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
