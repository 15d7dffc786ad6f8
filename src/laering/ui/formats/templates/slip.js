
// The page itself: what is typed is kept in this browser until it is handed over.

var known = JSON.parse(document.getElementById("page-known").textContent);
var words = known.words;
var rules = known.rules;
var DAY = 24 * 60 * 60 * 1000;
var ANSWERS = ["happened", "learned", "differently"];
var TYPED = ["date", "happened", "learned", "differently", "author"];
var CHOSEN = ["source", "outcome"];
var MOST_BYTES = 60e6;
var MOST_POINTS = 150e6;
var MOST_IN_A_LINK = 1900;
// What share of the pixels, and which quality, until a picture is small enough.
var SIZES = [[1, 0.8], [0.8, 0.75], [0.64, 0.7], [0.5, 0.65], [0.4, 0.6], [0.3, 0.5], [0.2, 0.4]];

var form = part("form");
var pictures = [];
var tail = newTail();
var touched = Date.now();

function part(name) {
  return document.getElementById("page-" + name);
}

function filled(text, facts) {
  return text.replace(/\{(\w+)\}/g, function (all, name) {
    return name in facts ? facts[name] : all;
  });
}

function newTail() {
  return Math.random().toString(36).slice(2, 6);
}

function today() {
  var now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

function show(element, shown) {
  element.hidden = !shown;
}

// --- What was told

function chosen(name) {
  var found = form.querySelector("input[name=" + name + "]:checked");
  return found ? found.value : "";
}

function told() {
  var all = { pictures: pictures };
  CHOSEN.forEach(function (name) {
    all[name] = chosen(name);
  });
  TYPED.forEach(function (name) {
    all[name] = part(name).value;
  });
  return all;
}

function isBegun(all) {
  var some = ["source", "outcome", "author"].concat(ANSWERS).some(function (name) {
    return all[name];
  });
  return some || pictures.length > 0 || all.date !== today();
}

function put(all) {
  CHOSEN.forEach(function (name) {
    form.querySelectorAll("input[name=" + name + "]").forEach(function (each) {
      each.checked = each.value === (all[name] || "");
    });
  });
  TYPED.forEach(function (name) {
    part(name).value = all[name] || "";
  });
  pictures = all.pictures || [];
  if (!part("date").value) part("date").value = today();
  part("date").max = today();
  showHints();
  showPictures();
}

function showHints() {
  var hints = known.hints[chosen("source")];
  ANSWERS.forEach(function (name, place) {
    var hint = part(name + "-hint");
    hint.textContent = (hints && hints[place]) || known.usual[place];
    show(hint, hint.textContent);
  });
}

// --- What is kept

function keep() {
  var all = told();
  all.pictures = [];
  touched = Date.now();
  try {
    if (!isBegun(all)) return forget();
    localStorage.setItem(known.place, JSON.stringify({ at: touched, told: all }));
  } catch (error) {
    part("private").textContent = words.not_kept;
  }
}

// Pictures by themselves: they are large, and change seldom.
function keepPictures() {
  keep();
  try {
    if (pictures.length) localStorage.setItem(known.place + ":2", JSON.stringify(pictures));
    else localStorage.removeItem(known.place + ":2");
  } catch (error) {
    part("private").textContent = words.not_kept;
  }
}

function forget() {
  try {
    localStorage.removeItem(known.place);
    localStorage.removeItem(known.place + ":2");
  } catch (error) {
    part("private").textContent = words.not_kept;
  }
}

function kept() {
  try {
    var found = JSON.parse(localStorage.getItem(known.place) || "null");
    if (found && Date.now() - found.at < DAY && found.at <= Date.now()) {
      found.told.pictures = JSON.parse(localStorage.getItem(known.place + ":2") || "[]");
      return found.told;
    }
  } catch (error) {
    part("private").textContent = words.not_kept;
  }
  forget();
  return null;
}

// --- Pictures

function showPictures() {
  var list = part("pictures");
  list.textContent = "";
  pictures.forEach(function (each, place) {
    var item = document.createElement("li");
    var image = document.createElement("img");
    image.src = each.data;
    image.alt = "";
    var label = document.createElement("label");
    label.textContent = filled(words.shows, { number: place + 1 });
    var text = document.createElement("input");
    text.type = "text";
    text.maxLength = 200;
    text.value = each.text;
    text.addEventListener("input", function (event) {
      event.stopPropagation();
      each.text = text.value;
      keepPictures();
    });
    label.appendChild(text);
    var remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = words.remove;
    remove.setAttribute("aria-label", filled(words.remove_number, { number: place + 1 }));
    remove.addEventListener("click", function () {
      pictures.splice(place, 1);
      showPictures();
      keepPictures();
      part("file").focus();
    });
    [image, label, remove].forEach(function (element) {
      item.appendChild(element);
    });
    list.appendChild(item);
  });
  show(part("add"), pictures.length < rules.mostPictures);
}

function read(file) {
  return new Promise(function (done, failed) {
    var reader = new FileReader();
    reader.onload = function () {
      done(reader.result);
    };
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
}

// The picture drawn anew, turned the right way up: nothing but what is seen of it is left.
function shrunk(image) {
  var side = Math.max(image.naturalWidth, image.naturalHeight);
  var canvas = document.createElement("canvas");
  var data = "";
  SIZES.some(function (size) {
    var scale = Math.min(1, (size[0] * rules.mostPixels) / side);
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    var paper = canvas.getContext("2d");
    paper.fillStyle = "#ffffff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    data = canvas.toDataURL("image/jpeg", size[1]);
    return data.length <= rules.mostInAPicture;
  });
  if (data.indexOf("data:image/jpeg") !== 0 || data.length > rules.mostInAPicture) throw Error();
  return data;
}

function add(file) {
  var image = new Image();
  if (file.size > MOST_BYTES) return Promise.reject(Error());
  return read(file)
    .then(function (data) {
      image.src = data;
      return image.decode();
    })
    .then(function () {
      if (image.naturalWidth * image.naturalHeight > MOST_POINTS) throw Error();
      pictures.push({ text: "", data: shrunk(image) });
    });
}

function addAll(files) {
  var faults = [];
  var all = Array.from(files);
  var done = all.reduce(function (before, file) {
    return before.then(function () {
      if (pictures.length >= rules.mostPictures) {
        if (faults.indexOf(words.too_many) < 0) faults.push(words.too_many);
        return null;
      }
      return add(file).catch(function () {
        faults.push(filled(words.no_picture, { name: file.name }));
      });
    });
  }, Promise.resolve());
  return done.then(function () {
    part("pictures-error").textContent = faults.join(" ");
    show(part("pictures-error"), faults.length);
    showPictures();
    keepPictures();
  });
}

// --- Handing over

function faultsIn(all) {
  return {
    date: !/^\d{4}-\d\d-\d\d$/.test(all.date) || all.date > today(),
    source: !all.source,
    happened: !unframed(cleared(all.happened, rules)),
  };
}

function mark(name, wrong) {
  var error = part(name + "-error");
  show(error, wrong);
  if (wrong) part(name).setAttribute("aria-invalid", "true");
  else part(name).removeAttribute("aria-invalid");
}

// What is to be handed over; null where something lacks, which has the focus then.
function ready() {
  var all = told();
  var faults = faultsIn(all);
  var first = null;
  known.fields.forEach(function (name) {
    if (!(name in faults)) return;
    mark(name, faults[name]);
    first = first || (faults[name] && name);
  });
  if (!first) return all;
  var field = first === "source" ? form.querySelector("input[name=source]") : part(first);
  say(words.lacks);
  field.focus();
  return null;
}

function say(text) {
  var done = part("done");
  done.textContent = "";
  text.split("\n").filter(Boolean).forEach(function (line) {
    var told = document.createElement("p");
    told.textContent = line;
    done.appendChild(told);
  });
}

function inFile(all) {
  return new File([entryText(all, known.headings, rules)], fileName(all, rules, tail), {
    type: "text/plain",
  });
}

function handedOver(text) {
  say(text + "\n" + words.alone);
  part("kept").textContent = "";
  forget();
  tail = newTail();
}

function follow(place, name) {
  var link = document.createElement("a");
  link.href = place;
  if (name) link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
}

function share() {
  var all = ready();
  if (!all) return;
  navigator.share({ files: [inFile(all)], title: words.title }).then(
    function () {
      handedOver(words.shared);
    },
    function (error) {
      if (error.name !== "AbortError") say(words.not_shared);
    },
  );
}

function save() {
  var all = ready();
  if (!all) return;
  var file = inFile(all);
  var place = URL.createObjectURL(file);
  follow(place, file.name);
  setTimeout(function () {
    URL.revokeObjectURL(place);
  }, 60000);
  handedOver(filled(words.saved, { name: file.name }) + "\n" + words.where);
}

// The same as text; the pictures stay in the file.
function asText(all) {
  return entryText(Object.assign({}, all, { pictures: [] }), known.headings, rules);
}

function withoutPictures() {
  return pictures.length ? "\n" + words.pictures_left : "";
}

function mail() {
  var all = ready();
  if (!all) return;
  var title = titleFrom(unframed(cleared(all.happened, rules)), rules);
  var body = encodeURIComponent(asText(all).replace(/\n/g, "\r\n"));
  var link = "mailto:" + encodeURIComponent(known.to).replace("%40", "@");
  link += "?subject=" + encodeURIComponent(filled(words.subject, { title: title })) + "&body=" + body;
  if (link.length > MOST_IN_A_LINK) return say(words.too_long);
  follow(link);
  say(words.mailed + withoutPictures());
}

function copy() {
  var all = ready();
  if (!all) return;
  var text = part("text");
  text.value = asText(all);
  show(text, true);
  text.focus();
  text.select();
  var copied = false;
  try {
    copied = document.execCommand("copy");
  } catch (error) {
    copied = false;
  }
  say((copied ? words.copied : words.to_copy) + withoutPictures());
}

function canShare() {
  try {
    var probe = new File(["-"], "laering.txt", { type: "text/plain" });
    return Boolean(navigator.share && navigator.canShare && navigator.canShare({ files: [probe] }));
  } catch (error) {
    return false;
  }
}

// --- Beginning, and beginning anew

function clear() {
  forget();
  put({});
  ["date", "source", "happened"].forEach(function (name) {
    mark(name, false);
  });
  ["pictures-error", "text", "sure"].forEach(function (name) {
    show(part(name), false);
  });
  part("text").value = "";
  part("kept").textContent = "";
  tail = newTail();
  say(words.forgotten);
}

function begin() {
  var found = kept();
  put(found || {});
  part("kept").textContent = found ? words.kept : "";
}

show(part("plain"), false);
show(form, true);
if (canShare()) {
  show(part("share"), true);
  part("share").className = "first";
} else {
  part("save").className = "first";
}
begin();
form.addEventListener("input", function (event) {
  if (event.target.name in faultsIn(told()) && !faultsIn(told())[event.target.name]) {
    mark(event.target.name, false);
  }
  if (event.target.name === "source") showHints();
  if (event.target.id !== "page-file") keep();
});
form.addEventListener("submit", function (event) {
  event.preventDefault();
  save();
});
part("file").addEventListener("change", function (event) {
  addAll(event.target.files).then(function () {
    event.target.value = "";
  });
});
part("share").addEventListener("click", share);
part("mail").addEventListener("click", mail);
part("copy").addEventListener("click", copy);
part("forget").addEventListener("click", function () {
  show(part("sure"), true);
  part("yes").focus();
});
part("yes").addEventListener("click", function () {
  clear();
  window.scrollTo(0, 0);
  part("forget").focus({ preventScroll: true });
});
part("no").addEventListener("click", function () {
  show(part("sure"), false);
  part("forget").focus();
});
// A page that is left open is not kept longer either.
document.addEventListener("visibilitychange", function () {
  if (document.visibilityState === "visible" && Date.now() - touched >= DAY) clear();
});
