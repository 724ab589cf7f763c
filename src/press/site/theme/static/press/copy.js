/* A button on what is worth copying: code, and the forms of a citation. */
(function () {
  "use strict";
  function put(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    var area = document.createElement("textarea"); // a page that came over plain http
    area.value = text;
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("the browser refused"));
  }
  document.querySelectorAll("div.highlight pre, .press-cite pre").forEach(function (pre) {
    var text = pre.textContent, button = document.createElement("button");
    function say(words) {
      button.textContent = words;
      setTimeout(function () { button.textContent = "Copy"; }, 2000);
    }
    button.type = "button";
    button.className = "press-copy";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      put(text).then(function () { say("Copied"); }, function () { say("Not copied"); });
    });
    pre.after(button);
    pre.parentElement.classList.add("press-copied");
  });
})();
