"use strict";

// The learning as the text of an entry's file, and nothing of the page. The rules come from the
// program that reads it again (laering.domain.slip): what would read as structure is escaped.

// The text without what no entry is written with.
function cleared(text, rules) {
  return text
    .replace(/\r\n|[\r\u2028\u2029]/g, "\n")
    .replace(/\ufeff/g, "")
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .replace(new RegExp(rules.harmful, "gu"), "");
}

function onOneLine(text, rules) {
  return cleared(text, rules).split(/\s+/).filter(Boolean).join(" ");
}

// The text without the empty lines around it.
function unframed(text) {
  return text.trim() ? text.replace(/^(?:[^\S\n]*\n)+/, "").replace(/\n\s*$/, "") : "";
}

// A text in a header, in quotation marks: JSON's are YAML's, but for two signs.
function quoted(text) {
  return JSON.stringify(text).replace(/[\ufffe\uffff]/g, function (sign) {
    return "\\u" + sign.charCodeAt(0).toString(16);
  });
}

function atStart(pattern, line) {
  return new RegExp("^(?:" + pattern + ")", "u").exec(line);
}

function withTabsExpanded(line) {
  var made = "";
  Array.from(line).forEach(function (sign) {
    made += sign === "\t" ? " ".repeat(4 - (Array.from(made).length % 4)) : sign;
  });
  return made;
}

// The last line of the code that an item of a list begins with; -1 where it begins with none.
// Any other fence is escaped, and so is none.
function endOfCode(lines, index, rules) {
  var item = atStart(rules.inItem, lines[index]);
  if (!item) return -1;
  var width = Array.from(item[0]).length;
  var fence = item[1] || item[2];
  var end = index;
  for (var below = index + 1; below < lines.length; below += 1) {
    var line = withTabsExpanded(lines[below]);
    var inner = line.replace(/^ +/, "");
    if (inner && line.length - inner.length < width) break;
    if (inner) end = below;
    var closing = atStart(rules.closes, Array.from(line).slice(width).join(""));
    if (closing && closing[1][0] === fence[0] && closing[1].length >= fence.length) break;
  }
  return end;
}

// The line with what opens a comment closed up, but not in a piece of code.
function withoutComments(line) {
  return line.replace(
    /(`{1,2})(?!`)[^`]+\1(?!`)|`+|(\\*)(<!--|%%)/g,
    function (all, code, slashes, mark) {
      return mark ? slashes + slashes + "\\" + mark : all;
    },
  );
}

function escapedLine(line, rules) {
  line = withoutComments(line);
  var found =
    atStart(rules.structure, line) ||
    atStart(rules.escapedFence, line) ||
    atStart(rules.boxEnd, line) ||
    atStart(rules.task, line) ||
    atStart(rules.near, line) ||
    atStart(rules.cell, line);
  if (found) return found[1] + "\\" + line.slice(found[1].length);
  if (atStart(rules.opens, line)) {
    var inner = line.replace(/^ +/, "");
    return line.slice(0, line.length - inner.length) + "\\" + inner;
  }
  return line;
}

function escaped(text, rules) {
  var lines = text.split("\n");
  var code = -1;
  return lines
    .map(function (line, index) {
      if (index > code) code = Math.max(code, endOfCode(lines, index, rules));
      return index <= code ? line : escapedLine(line, rules);
    })
    .join("\n");
}

// A title from the first answer: its first sentence, cut between words.
function titleFrom(happened, rules) {
  var lines = happened.split("\n").filter(function (each) {
    return each.trim();
  });
  var line = onOneLine(lines[0] || "", rules);
  var end = /[\p{L}\p{Nl}\p{No}]{2}[.!?](?=\s|$)/u.exec(line);
  var sentence = end ? line.slice(0, end.index + end[0].length - 1) : line;
  sentence = sentence.replace(/^[ #*\->]+|[ #*\->]+$/g, "").replace(/[.,:;!]+$/, "") || line;
  var signs = Array.from(sentence);
  if (signs.length <= rules.titleLength) return sentence;
  var cut = signs.slice(0, rules.titleLength - 1).join("");
  if (cut.indexOf(" ") >= 0) cut = cut.slice(0, cut.lastIndexOf(" "));
  return cut.replace(/[ ,:;–-]+$/, "") + "…";
}

function section(heading, text) {
  return "## " + heading + "\n" + (text ? "\n" + text + "\n" : "");
}

function picture(each, title, rules) {
  var told = onOneLine(each.text, rules) || title;
  return "![" + told.replace(/[\\[\]`*_<>&%]/g, "\\$&") + "](" + each.data + ")";
}

// The file of one learning. `told` holds date, source, outcome, author, the three answers, and
// the pictures with their texts; `headings` are the three questions and that of the pictures.
function entryText(told, headings, rules) {
  var answers = [told.happened, told.learned, told.differently].map(function (answer) {
    return unframed(cleared(answer, rules));
  });
  var title = titleFrom(answers[0], rules);
  var author = onOneLine(told.author, rules);
  var lines = ["---", rules.mark, "title: " + quoted(title), "date: " + told.date];
  lines.push("source: " + quoted(told.source));
  if (told.outcome) lines.push("outcome: " + told.outcome);
  if (author) lines.push("author: " + quoted(author));
  var parts = answers.map(function (answer, place) {
    return section(headings[place], escaped(answer, rules));
  });
  if (told.pictures.length) {
    var pictures = told.pictures.map(function (each) {
      return picture(each, title, rules);
    });
    parts.push(section(headings[3], pictures.join("\n\n")));
  }
  return lines.join("\n") + "\n---\n\n" + parts.join("\n");
}

// The name of that file: the day, the first words, and a tail, so that two who save into one
// folder never have the same.
function fileName(told, rules, tail) {
  var words = titleFrom(unframed(cleared(told.happened, rules)), rules).toLowerCase();
  words = words.replace(/æ/g, "ae").replace(/ø/g, "o").normalize("NFD");
  words = words.replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-");
  words = words.replace(/^-+|-+$/g, "");
  if (words.length > 40) words = words.slice(0, 41).replace(/-?[^-]*$/, "") || words.slice(0, 40);
  return ["laering", told.date, words, tail].filter(Boolean).join("-") + ".txt";
}
