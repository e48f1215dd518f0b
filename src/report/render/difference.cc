// SPDX-License-Identifier: MIT
#include "report/render/difference.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "catalog/describe.h"
#include "report/render/console_text.h"
#include "support/text.h"
#include "support/unified_diff.h"

namespace pgstair::report {

namespace {

using catalog::Change;
using catalog::ChangeKind;
using Json = nlohmann::ordered_json;

const catalog::ProbableRename* rename_of(const Comparison& comparison, const Change& change) {
  const auto is_half = [&](const catalog::ProbableRename& rename) {
    return (change.kind == ChangeKind::dropped && rename.before == change.identity) ||
           (change.kind == ChangeKind::added && rename.after == change.identity);
  };
  const auto found = std::ranges::find_if(comparison.renames, is_half);
  return found == comparison.renames.end() ? nullptr : &*found;
}

/// What an object hangs on, or itself: the group that it stands in.
std::string group_of(const catalog::Identity& identity) {
  return identity.owner.empty() ? qualified_name(identity) : identity.owner;
}

bool is_text(const catalog::AttributeChange& attribute) {
  const auto has_lines = [](const std::optional<std::string>& value) {
    return value && value->find('\n') != std::string::npos;
  };
  return has_lines(attribute.before) || has_lines(attribute.after);
}

std::string indented(std::string_view text, const char* indent) {
  std::string result;
  for (const auto line : lines(text)) result += indent + std::string(line) + "\n";
  return result;
}

std::string attribute_text(const catalog::AttributeChange& attribute) {
  const std::string name = "    " + catalog::label_of(attribute.name) + ": ";
  if (is_text(attribute)) {
    return name + "\n" +
           indented(unified_diff(attribute.before.value_or(""), attribute.after.value_or("")),
                    "      ");
  }
  const std::string before = catalog::value_text(attribute.name, attribute.before);
  const std::string after = catalog::value_text(attribute.name, attribute.after);
  constexpr std::size_t most_on_a_line = 120;
  return before.size() + after.size() <= most_on_a_line
             ? name + before + " → " + after + "\n"
             : name + "\n      - " + before + "\n      + " + after + "\n";
}

std::string change_text(const Change& change, const ConsoleStyle& style) {
  const std::string object = catalog::subject(change);
  switch (change.kind) {
    case ChangeKind::added:
      return painted("+ " + object, Paint::green, style) + "\n";
    case ChangeKind::dropped:
      return painted("- " + object, Paint::red, style) + "\n";
    case ChangeKind::reordered:
      return "~ " + object +
             "\n    column order: " + change.attributes.front().before.value_or("") + " → " +
             change.attributes.front().after.value_or("") + "\n";
    case ChangeKind::changed:
      break;
  }
  std::string text = painted("~ " + object, Paint::yellow, style) + "\n";
  for (const auto& attribute : change.attributes) text += attribute_text(attribute);
  return text;
}

std::string rename_text(const catalog::ProbableRename& rename, const ConsoleStyle& style) {
  return painted("→ " + to_string(rename.before) + " is probably " + to_string(rename.after),
                 Paint::yellow, style) +
         "\n    " + rename.evidence + "\n";
}

std::string totals(const Comparison& comparison) {
  std::array<std::size_t, 4> count{};
  for (const auto& change : comparison.changes) ++count[static_cast<std::size_t>(change.kind)];
  const auto of = [&](ChangeKind kind) { return count[static_cast<std::size_t>(kind)]; };
  const std::size_t renamed = comparison.renames.size();
  std::string text = std::to_string(of(ChangeKind::added) - renamed) + " only in B (+), " +
                     std::to_string(of(ChangeKind::dropped) - renamed) + " only in A (-), " +
                     std::to_string(of(ChangeKind::changed) + of(ChangeKind::reordered)) +
                     " different (~)";
  if (renamed > 0) text += ", " + std::to_string(renamed) + " probably renamed (→)";
  return text + "\n";
}

std::string side_text(const char* letter, const Side& side) {
  return std::string(letter) + "  " + side.title + "  (Postgres " + side.server_version + ")\n";
}

std::string major_of(const Side& side) {
  return side.server_version.substr(0, side.server_version.find('.'));
}

Json value_json(const std::optional<std::string>& value) { return value ? Json(*value) : Json(); }

Json identity_json(const catalog::Identity& identity) {
  return {{"kind", identity.kind},
          {"schema", identity.schema},
          {"owner", identity.owner},
          {"name", identity.name},
          {"object", to_string(identity)}};
}

Json change_json(const Change& change) {
  static constexpr std::array<const char*, 4> words{"added", "dropped", "changed", "reordered"};
  Json json{{"change", words[static_cast<std::size_t>(change.kind)]}};
  json.update(identity_json(change.identity));
  json["attributes"] = Json::array();
  for (const auto& attribute : change.attributes) {
    json["attributes"].push_back({{"name", attribute.name},
                                  {"a", value_json(attribute.before)},
                                  {"b", value_json(attribute.after)}});
  }
  return json;
}

Json side_json(const Side& side) {
  return {{"source", side.title}, {"server", {{"version", side.server_version}}}};
}

}  // namespace

std::string render_comparison(const Comparison& comparison, const ConsoleStyle& style) {
  std::vector<const Change*> changes;
  for (const auto& change : comparison.changes) changes.push_back(&change);
  std::ranges::stable_sort(changes, {},
                           [](const Change* change) { return group_of(change->identity); });
  std::string text = side_text("A", comparison.a) + side_text("B", comparison.b);
  std::string group;
  for (const Change* change : changes) {
    const auto* rename = rename_of(comparison, *change);
    if (rename != nullptr && change->kind == ChangeKind::added) continue;
    if (group != group_of(change->identity)) text += "\n";
    group = group_of(change->identity);
    text += rename != nullptr ? rename_text(*rename, style) : change_text(*change, style);
  }
  text += "\n" + (comparison.changes.empty() ? painted("No difference", Paint::green, style) + "\n"
                                             : totals(comparison));
  if (comparison.of_the_server > 0) {
    text += counted(comparison.of_the_server, "difference") +
            " left out that the two server versions explain\n";
  }
  if (!comparison.not_compared.empty()) {
    const std::vector<std::string> kinds(comparison.not_compared.begin(),
                                         comparison.not_compared.end());
    text += "Not compared, as a role that read A or B may not see it: " + join(kinds, ", ") + "\n";
  }
  if (!comparison.changes.empty() && major_of(comparison.a) != major_of(comparison.b)) {
    text += "Postgres " + major_of(comparison.a) + " and " + major_of(comparison.b) +
            " write views and expressions differently: what differs in its text only may be the "
            "same.\nTo be sure, read both on one version.\n";
  }
  return for_terminal(text, style);
}

std::string render_comparison_json(const Comparison& comparison) {
  Json json{{"format_version", 1},
            {"a", side_json(comparison.a)},
            {"b", side_json(comparison.b)},
            {"differences", Json::array()},
            {"probable_renames", Json::array()},
            {"left_out_for_server_version", comparison.of_the_server},
            {"not_compared", comparison.not_compared}};
  for (const auto& change : comparison.changes) json["differences"].push_back(change_json(change));
  for (const auto& rename : comparison.renames) {
    json["probable_renames"].push_back({{"a", identity_json(rename.before)},
                                        {"b", identity_json(rename.after)},
                                        {"evidence", rename.evidence}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pgstair::report
