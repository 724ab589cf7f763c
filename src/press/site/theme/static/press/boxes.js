/* Tables, drawings and code wider than the page scroll in boxes of their own. While one does, keyboards
   reach it, and screen readers hear what a table is (a drawing has its description already). */
(function () {
  "use strict";
  var boxes = document.querySelectorAll(
    ".pst-scrollable-table-container, .cell_output .text_html, .press-chart-static, .bd-article pre"
  );

  function titleOf(box) {
    var caption = box.querySelector("caption");
    if (box.tagName === "PRE") return "Code";
    return caption ? caption.textContent.replace(/#\s*$/, "").replace(/\s+/g, " ").trim() : "Table";
  }

  function open(box) {
    box.tabIndex = 0;
    if (box.getAttribute("role")) return;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", titleOf(box));
  }

  function close(box) {
    box.removeAttribute("tabindex");
    if (box.getAttribute("role") !== "group") return;
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
  }

  function judge(box) {
    (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight ? open : close)(box);
  }

  var sizes = new ResizeObserver(function (changed) { changed.forEach(function (entry) { judge(entry.target); }); });
  boxes.forEach(function (box) { sizes.observe(box); });
})();
