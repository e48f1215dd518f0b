// SPDX-License-Identifier: MIT
#include "chain/migration_folder.h"

#include <algorithm>
#include <fstream>

#include "chain/declarations.h"
#include "chain/other_tools.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::chain {

std::vector<Entry> entries(const std::filesystem::path& folder) {
  std::vector<Entry> found;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(folder, error)) {
    auto name = item.path().filename().string();
    std::error_code ignored;
    if (!name.starts_with('.')) found.push_back({name, item.path(), item.is_directory(ignored)});
  }
  if (error) throw UsageError("cannot be listed: " + error.message(), {folder.string()});
  std::sort(found.begin(), found.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return found;
}

namespace {

/// To read another may wait for somebody to write, or never end.
bool is_plain_file(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

}  // namespace

std::size_t count_files_with(const std::filesystem::path& folder, bool (*wanted)(const Entry&),
                             bool (*looks_right)(std::string_view beginning)) {
  constexpr std::size_t enough_files = 20;
  constexpr std::size_t enough_bytes = 8192;
  std::size_t looked_at = 0;
  std::size_t found = 0;
  for (const auto& entry : entries(folder)) {
    if (!wanted(entry) || !is_plain_file(entry.path)) continue;
    if (++looked_at > enough_files) break;
    std::string beginning(enough_bytes, '\0');
    std::ifstream in(entry.path, std::ios::binary);
    in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(in.gcount()));
    if (looks_right(beginning)) ++found;
  }
  return found;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  std::vector<std::string_view> words;
  for (text = trim(text); !text.empty(); text = trim(text)) {
    words.push_back(text.substr(0, text.find_first_of(blanks)));
    text.remove_prefix(words.back().size());
  }
  return words;
}

bool ends_statement(std::string_view line) {
  std::string_view last;
  for (const auto word : words_of(line)) {
    if (word.starts_with("--")) break;
    last = word;
  }
  return last.ends_with(';');
}

std::string_view leading_digits(std::string_view name) {
  return name.substr(0, std::min(name.find_first_not_of("0123456789"), name.size()));
}

std::string before_underscore(const std::string& name) { return name.substr(0, name.find('_')); }

std::string number_in(std::string_view digits) {
  const auto start = digits.find_first_not_of('0');
  return start == std::string_view::npos ? "0" : std::string(digits.substr(start));
}

int compare_numbers(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

std::optional<std::string> read_text(const std::filesystem::path& path, std::string_view revision,
                                     std::vector<Fault>& faults) {
  const std::string file = path.string();
  const std::string id(revision);
  std::string text;
  try {
    text = read_file(path);
  } catch (const UsageError& error) {
    faults.push_back({"unreadable-file",
                      error.what(),
                      {file},
                      id,
                      "make the file readable; until then the revision is not checked"});
    return std::nullopt;
  }
  if (const auto bad = first_invalid_utf8(text)) {
    const auto at = position_at(text, *bad);
    faults.push_back({"not-utf8",
                      "the file is not UTF-8 from here on",
                      {file, at.line, at.column},
                      id,
                      "save the file as UTF-8; until then the revision is not checked"});
    return std::nullopt;
  }
  if (const auto bad = text.find('\0'); bad != std::string::npos) {
    const auto at = position_at(text, bad);
    faults.push_back({"unreadable-file",
                      "the file holds a NUL byte, which SQL text cannot",
                      {file, at.line, at.column},
                      id,
                      "remove it; until then the revision is not checked"});
    return std::nullopt;
  }
  return text;
}

Transactions transactions_of_simple_query(const std::vector<sql::Statement>& statements) {
  const auto is = [](sql::StatementClass wanted) {
    return [wanted](const sql::Statement& s) { return sql::classify(s.text) == wanted; };
  };
  using sql::StatementClass;
  const bool is_alone =
      statements.size() == 1 && is(StatementClass::outside_transaction)(statements.front());
  const bool has_its_own =
      std::any_of(statements.begin(), statements.end(), is(StatementClass::transaction_control));
  return is_alone || has_its_own ? Transactions::none : Transactions::one;
}

namespace {

constexpr const char* lacks_a_placeholder = "it lacks a value for a placeholder";

}  // namespace

std::optional<std::string> read_filled(const std::filesystem::path& path, Side side,
                                       const ReadOptions& options, Revision& revision,
                                       std::vector<Fault>& faults) {
  const auto text = read_text(path, revision.id, faults);
  if (!text) {
    if (side == Side::up) revision.not_runnable = "its file cannot be read";
    return std::nullopt;
  }
  auto filled = fill_placeholders(*text, options.placeholders, DollarBraces::placeholders,
                                  path.string(), revision.id, faults);
  if (!filled.first_unknown || side == Side::down) return std::move(filled.text);
  revision.not_runnable = lacks_a_placeholder;
  return std::nullopt;
}

void heed_unfilled(const FilledText& text, Revision& revision) {
  if (!text.first_unknown || !revision.up) return;
  const bool only_down = revision.down && *text.first_unknown > revision.down_location->line;
  if (only_down) return;
  revision.up.reset();
  revision.not_runnable = lacks_a_placeholder;
}

Revision read_both(const Entry& entry, DollarBraces (*dollar_braces)(std::string_view text),
                   const ReadOptions& options, std::vector<Fault>& faults,
                   const std::function<void(std::string_view text, Revision&)>& take_apart) {
  Revision revision;
  revision.id = entry.path.stem().string();
  revision.file = entry.path.string();
  revision.down_location = Location{revision.file};
  const auto text = read_text(entry.path, revision.id, faults);
  if (!text) {
    revision.not_runnable = "its file cannot be read";
    return revision;
  }
  read_declarations(*text, {revision.file, 1, 1}, revision, faults);
  const auto filled = fill_placeholders(*text, options.placeholders, dollar_braces(*text),
                                        revision.file, revision.id, faults);
  take_apart(filled.text, revision);
  heed_unfilled(filled, revision);
  return revision;
}

std::optional<SqlScript> read_script(const std::filesystem::path& path, Side side,
                                     const ReadOptions& options, Revision& revision,
                                     std::vector<Fault>& faults) {
  const auto text = read_filled(path, side, options, revision, faults);
  if (!text) return std::nullopt;
  const Location origin{path.string(), 1, 1};
  read_declarations(*text, origin, revision, faults);
  auto statements = sql::split_statements(*text, origin);
  if (side == Side::up) refuse_markers_of_other_tools(*text, statements, origin);
  return SqlScript{origin.file, std::move(statements)};
}

void report_code_migration(std::string_view language, Revision& revision,
                           std::vector<Fault>& faults) {
  revision.not_runnable = "it is a " + std::string(language) + " migration";
  faults.push_back({"code-migration",
                    revision.id + " is a " + std::string(language) +
                        " migration, which pgstair cannot run; what comes after may depend on it",
                    {revision.file},
                    revision.id,
                    "let the team's own runner apply the chain, with [commands] in pgstair.toml"});
}

void link_in_order(std::vector<Revision>& revisions) {
  for (std::size_t i = 1; i < revisions.size(); ++i) {
    auto& revision = revisions[i];
    if (revision.parents.empty() && revision.parents_location.line == 0) {
      revision.parents.push_back(revisions[i - 1].id);
    }
  }
}

void report_shared_versions(const std::vector<std::string>& versions,
                            const std::vector<Revision>& revisions, std::string_view rule,
                            std::vector<Fault>& faults) {
  for (std::size_t first = 0, next = 0; first < versions.size(); first = next) {
    std::vector<std::string> ids;
    for (next = first; next < versions.size() && versions[next] == versions[first]; ++next) {
      ids.push_back(revisions[next].id);
    }
    if (ids.size() < 2) continue;
    const auto& last = revisions[next - 1];
    faults.push_back(
        {"duplicate-version",
         counted(ids.size(), "revision") + " have the version " + versions[first] + ": " +
             join(ids, ", ") + "; " + std::string(rule),
         {last.file},
         last.id,
         "give each its own version; here they are checked in the order of their names"});
  }
}

void report_misread_numbers(const std::vector<Revision>& revisions,
                            const std::vector<std::string>& versions, std::vector<Fault>& faults) {
  for (std::size_t i = 1; i < versions.size(); ++i) {
    if (compare_numbers(versions[i - 1], versions[i]) <= 0) continue;
    faults.push_back({"sorts-differently",
                      revisions[i - 1].id + " comes before " + revisions[i].id +
                          ": names are ordered as text, while " + versions[i] +
                          " reads as the smaller number",
                      {revisions[i].file},
                      revisions[i].id,
                      "give all versions the same width: " + std::string("0") + versions[i]});
    return;
  }
}

void report_surprising_order(const std::vector<std::string>& names,
                             const std::filesystem::path& folder, std::string_view rule,
                             std::vector<Fault>& faults) {
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i - 1] < names[i]) continue;
    faults.push_back({"sorts-differently",
                      names[i - 1] + " comes before " + names[i] + ": " + std::string(rule) +
                          ", while a folder lists them the other way round",
                      {(folder / names[i]).string()},
                      "",
                      "give all versions the same form and width, so that both orders agree"});
    return;
  }
}

}  // namespace pgstair::chain
