/* A figure as a file, made in the browser from the drawing that is shown: SVG, or PNG at twice its size. */
(function () {
  "use strict";
  var root = document.documentElement.dataset.content_root || "./", faces;
  var FACES = { 400: "SourceSansPro-Regular", 600: "SourceSansPro-Semibold" };

  function read(blob) {
    return new Promise(function (resolve, reject) {
      var reader = new FileReader();
      reader.onload = function () { resolve(reader.result); };
      reader.onerror = reject;
      reader.readAsDataURL(blob);
    });
  }

  /* The drawing's face goes with it; from a disk it cannot be read, and the drawing names it only. */
  function loadFaces() {
    if (location.protocol === "file:") return Promise.resolve("");
    faces = faces || Promise.all(Object.keys(FACES).map(function (weight) {
      return fetch(root + "_static/press/fonts/" + FACES[weight] + ".woff2").then(function (answer) {
        return answer.blob();
      }).then(read).then(function (data) {
        return '@font-face{font-family:"Source Sans Pro";font-weight:' + weight + ";src:url(" + data + ")}";
      });
    })).then(function (rules) { return rules.join(""); });
    return faces;
  }

  function drawingOf(chart) {
    return Array.prototype.find.call(chart.querySelectorAll("svg"), function (svg) { return svg.getClientRects().length; });
  }

  function standalone(svg, style) {
    var copy = svg.cloneNode(true), size = svg.viewBox.baseVal, rules = document.createElementNS(svg.namespaceURI, "style");
    ["role", "aria-hidden", "aria-label", "class", "style"].forEach(function (name) { copy.removeAttribute(name); });
    copy.setAttribute("xmlns", svg.namespaceURI);
    copy.setAttribute("width", size.width);
    copy.setAttribute("height", size.height);
    rules.textContent = style;
    copy.prepend(rules);
    return new XMLSerializer().serializeToString(copy);
  }

  function hand(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function paint(text, size) {
    var image = new Image(), canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    canvas.width = 2 * size.width;
    canvas.height = 2 * size.height;
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    return image.decode().then(function () {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise(function (resolve) { canvas.toBlob(resolve, "image/png"); });
    });
  }

  function save(chart, form) {
    var svg = drawingOf(chart), figure = chart.closest("figure");
    var name = (figure && figure.id || "figure") + "." + form;
    return loadFaces().then(function (style) {
      var text = standalone(svg, style);
      return form === "svg" ? new Blob([text], { type: "image/svg+xml" }) : paint(text, svg.viewBox.baseVal);
    }).then(function (blob) { hand(blob, name); }).catch(function (error) { console.error("save:", error.message); });
  }

  document.querySelectorAll(".press-chart").forEach(function (chart) {
    var row = document.createElement("span");
    row.className = "press-save";
    row.append("Save as ");
    ["svg", "png"].forEach(function (form) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = form.toUpperCase();
      button.setAttribute("aria-label", "Save this figure as " + form.toUpperCase());
      button.addEventListener("click", function (event) {
        event.stopPropagation(); // a click elsewhere on the chart wakes it
        save(chart, form);
      });
      row.append(button, " ");
    });
    chart.append(row);
  });
})();
