// SPDX-License-Identifier: MIT
// The names and markers are from the tools' own documentation and sources.
#include "chain/other_tools.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "chain/migration_folder.h"
#include "chain/read.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

constexpr const char* let_the_tool_run =
    "let the tool itself apply the chain: [commands] in pgstair.toml names how (docs/"
    "configuration.md)";

[[noreturn]] void refuse(const Location& place, const std::string& what,
                         const std::string& advice) {
  throw UsageError(what + "\n  → " + advice, place);
}

/// A tool, and the format by which pgstair reads its files; empty if it does not.
struct OtherTool {
  std::string_view name;
  std::string_view format = "";
};

[[noreturn]] void refuse_tool(const Location& place, const std::string& what, const OtherTool& tool,
                              const std::string& consequence) {
  const std::string of_tool = what + " of " + std::string(tool.name);
  if (tool.format.empty())
    refuse(place, of_tool + ", whose chains pgstair does not read; " + consequence,
           let_the_tool_run);
  refuse(place, of_tool + "; " + consequence,
         "name its format: --chain-format " + std::string(tool.format));
}

/// How the comment begins by which a tool's file is known, without its dashes and in small letters.
struct Marker {
  std::string_view begins;
  std::string_view tool;
  bool is_above_downgrade = true;
  std::string_view format = "";  ///< by which pgstair reads its files; empty if it does not
};

constexpr std::array markers{
    Marker{"+migrate down", "sql-migrate", true, "sql-migrate"},
    Marker{"+goose down", "goose", true, "goose"},
    Marker{"migrate:down", "dbmate", true, "native"},
    Marker{"//@undo", "MyBatis Migrations"},
    Marker{"create above / drop below", "tern", true, "tern"},
    Marker{"rambler down", "rambler"},
    Marker{"down migration", "node-pg-migrate", true, "node-pg-migrate"},
    Marker{"!downs", "Play's evolutions"},
    Marker{"liquibase formatted sql", "Liquibase", false, "liquibase"},
    Marker{"bun:split", "Bun", false},
};

/// The text of a comment line: `--- !Ups ---` is "!ups".
std::optional<std::string> comment_of(std::string_view line) {
  line = trim(line);
  const bool is_block = line.size() > 4 && line.starts_with("/*") && line.ends_with("*/");
  if (is_block) line = line.substr(2, line.size() - 4);
  if (!is_block && !line.starts_with("--") && !line.starts_with('#')) return std::nullopt;
  constexpr std::string_view decoration = "-#=*~ \t\r";
  const auto first = line.find_first_not_of(decoration);
  if (first == std::string_view::npos) return std::nullopt;
  const auto last = line.find_last_not_of(decoration);
  return lower(line.substr(first, last - first + 1));
}

const Marker* marker_of(const std::string& comment) {
  // MyBatis writes `-- //@UNDO` and `--//@UNDO`, both with and without a blank after the slashes.
  const std::string text = comment.starts_with("//") ? replace_all(comment, " ", "") : comment;
  const auto found = std::ranges::find_if(
      markers, [&](const Marker& marker) { return text.starts_with(marker.begins); });
  return found == markers.end() ? nullptr : &*found;
}

enum class Section { neither, up, down };

/// Of a comment that consists of one word for it, as a marker of whatever tool does: "@down",
/// "migrate-down:", "[rollback]", "down script", and after the tool's own name "+micrate down".
Section section_of(std::string comment) {
  if (comment.starts_with('+'))
    comment = comment.substr(std::min(comment.find(' '), comment.size()));
  constexpr std::array up{"up", "ups", "upgrade", "apply", "forward", "forwards", "do"};
  constexpr std::array down{"down",     "downs",     "downgrade", "undo",   "rollback",
                            "backward", "backwards", "revert",    "reverse"};
  constexpr std::array besides{"migration", "migrate", "script", "section",
                               "sql",       "begin",   "start"};
  for (char& c : comment) {
    const bool is_letter = (c >= 'a' && c <= 'z');
    if (!is_letter) c = ' ';
  }
  Section section = Section::neither;
  for (const auto word : words_of(comment)) {
    if (contains(besides, word)) continue;
    const bool is_up = contains(up, word);
    if ((!is_up && !contains(down, word)) || section != Section::neither) return Section::neither;
    section = is_up ? Section::up : Section::down;
  }
  return section;
}

int last_line_of(const sql::Statement& statement) {
  return statement.location.line + static_cast<int>(std::ranges::count(statement.text, '\n'));
}

/// The lines of a text that are comments between statements.
class Comments {
 public:
  Comments(std::string_view text, std::span<const sql::Statement> statements,
           const Location& origin)
      : statements_(statements) {
    int number = origin.line - 1;
    for (const auto line : lines(text)) {
      ++number;
      if (auto comment = comment_of(line); comment && !is_in_statement(number))
        comments_.push_back(
            {std::move(*comment),
             std::string(trim(line)),
             {origin.file, number, static_cast<int>(line.find_first_not_of(" \t")) + 1}});
    }
  }

  struct Comment {
    std::string text;
    std::string as_written;
    Location location;
  };
  const std::vector<Comment>& all() const { return comments_; }

  bool has_statement_after(const Comment& comment) const {
    return !statements_.empty() && last_line_of(statements_.back()) > comment.location.line;
  }

 private:
  bool is_in_statement(int line) const {
    const auto next = std::ranges::lower_bound(statements_, line, {}, last_line_of);
    return next != statements_.end() && next->location.line <= line;
  }

  std::span<const sql::Statement> statements_;
  std::vector<Comment> comments_;
};

[[noreturn]] void refuse_divided(const Comments::Comment& up, const Comments::Comment& down) {
  refuse(down.location,
         "`" + up.as_written + "` (line " + std::to_string(up.location.line) + ") and `" +
             down.as_written +
             "` divide the file into up and down, in a form that pgstair does not read; as one "
             "script, the downgrade would undo the upgrade",
         std::string("write dbmate's markers (-- migrate:up, -- migrate:down), or ") +
             let_the_tool_run);
}

/// A file beside the chain's, or a beginning or an end of their names, by which a tool is known.
struct FileOfTool {
  std::string_view name;
  std::string_view tool;
  std::string_view format = "";  ///< by which pgstair reads such a folder; empty if it does not
};

constexpr std::array files_beside{
    FileOfTool{"migration_lock.toml", "Prisma", "prisma"},
    FileOfTool{"sqitch.plan", "sqitch", "sqitch"},
    FileOfTool{"tern.conf", "tern", "tern"},
    FileOfTool{"sqitch.conf", "sqitch", "sqitch"},
};

constexpr std::array endings{
    FileOfTool{".rollback.sql", "yoyo"},   FileOfTool{".tx.up.sql", "Bun"},
    FileOfTool{".tx.down.sql", "Bun"},     FileOfTool{".do.sql", "postgrator"},
    FileOfTool{".undo.sql", "postgrator"},
};

/// 1-scale-up.sql alone may be any migration.
bool is_half_of_db_migrate(std::string_view name, const std::vector<Entry>& all) {
  constexpr std::string_view down = "-down.sql";
  if (!name.ends_with(down)) return false;
  const std::string up = std::string(name.substr(0, name.size() - down.size())) + "-up.sql";
  return std::ranges::find(all, up, &Entry::name) != all.end();
}

std::string_view tool_by_name(const Entry& entry, const std::vector<Entry>& all) {
  const std::string_view name = entry.name;
  const auto digits = leading_digits(name);
  if (digits.empty()) return {};
  const auto after = name.substr(digits.size());
  if (after.starts_with(".do.") || after.starts_with(".undo.")) return "postgrator";
  for (const auto& ending : endings) {
    if (name.ends_with(ending.name)) return ending.tool;
  }
  return is_half_of_db_migrate(name, all) ? "db-migrate" : "";
}

/// golang-migrate's names with a number that is none to it. pop compares texts.
void refuse_too_large_numbers(const std::filesystem::path& folder, const std::vector<Entry>& all) {
  if (find_format("pop")->recognise(folder) > 0) return;
  constexpr std::string_view largest = "18446744073709551615";
  for (const auto& entry : all) {
    const auto digits = leading_digits(entry.name);
    const bool is_half = entry.name.ends_with(".up.sql") || entry.name.ends_with(".down.sql");
    if (!is_half || digits.empty() || compare_numbers(digits, largest) <= 0) continue;
    refuse({entry.path.string()},
           "its name is that of half a migration, and its number does not fit 64 bits: "
           "golang-migrate skips it without a word, sqlx refuses it",
           "give it a shorter number, of at most 19 digits");
  }
}

}  // namespace

void refuse_names_of_other_tools(const std::filesystem::path& folder, std::string_view format) {
  const auto all = entries(folder);
  for (const auto& entry : all) {
    const auto beside = std::ranges::find(files_beside, entry.name, &FileOfTool::name);
    const bool is_beside = beside != files_beside.end();
    const OtherTool tool =
        is_beside ? OtherTool{beside->tool, beside->format} : OtherTool{tool_by_name(entry, all)};
    const bool is_meant = !tool.format.empty() && (format.empty() || format == tool.format);
    if (tool.name.empty() || is_meant) continue;
    refuse_tool({entry.path.string()}, is_beside ? "it is a file" : "it is named as a migration",
                tool, "taken for another's, its downgrades might run as upgrades");
  }
  refuse_too_large_numbers(folder, all);
}

namespace {

/// migrations/down beside migrations/up.
void refuse_folder_of_downgrades(const std::filesystem::path& folder,
                                 std::span<const char* const> words) {
  const auto whole = std::filesystem::weakly_canonical(folder);
  const bool has_upgrades = std::ranges::any_of(
      std::array{"up", "do", "apply", "deploy", "upgrade"},
      [&](const char* word) { return std::filesystem::is_directory(whole.parent_path() / word); });
  if (!has_upgrades || !contains(words, lower(whole.filename().string()))) return;
  refuse({folder.string()},
         "the folder's name, beside one for upgrades, says that these are downgrades; plain "
         "numbered files are all run as upgrades",
         std::string("name the folder of the upgrades, or ") + let_the_tool_run);
}

}  // namespace

void refuse_names_of_downgrades(const std::filesystem::path& folder) {
  constexpr std::array words{"down", "undo", "rollback", "revert", "downgrade"};
  refuse_folder_of_downgrades(folder, words);
  const auto all = entries(folder);
  const auto has_upgrade = [&](std::string_view stem) {  // 1_a beside 1_a_down
    return std::ranges::any_of(all, [&](const Entry& other) {
      const std::string_view name = other.name;
      return name.starts_with(stem) && name != stem &&
             (name.substr(stem.size()) == ".sql" || name.substr(stem.size() + 1).starts_with("up"));
    });
  };
  for (const auto& entry : all) {
    const std::string stem = lower(std::filesystem::path(entry.name).stem().string());
    const auto separator = stem.find_last_of("._-");
    if (!entry.name.ends_with(".sql") || leading_digits(stem).empty() ||
        separator == std::string::npos || !contains(words, stem.substr(separator + 1)))
      continue;
    // An underscore only divides words: 1_scale_down.sql may be any migration.
    if (stem[separator] == '_' && !has_upgrade(entry.name.substr(0, separator))) continue;
    refuse({entry.path.string()},
           "its name says that it is a downgrade; plain numbered files are all run as upgrades",
           std::string("name the halves as golang-migrate does (1_name.up.sql, 1_name.down.sql), "
                       "move the downgrades out of the folder, or ") +
               let_the_tool_run);
  }
}

void refuse_markers_of_other_tools(std::string_view text,
                                   std::span<const sql::Statement> statements,
                                   const Location& origin) {
  const Comments comments(text, statements, origin);
  const Comments::Comment* up = nullptr;
  for (const auto& comment : comments.all()) {
    const bool is_above = comments.has_statement_after(comment);
    const Marker* marker = marker_of(comment.text);
    if (marker != nullptr && (is_above || !marker->is_above_downgrade)) {
      refuse_tool(comment.location, "`" + comment.as_written + "` is a marker",
                  {marker->tool, marker->format},
                  marker->is_above_downgrade
                      ? "run as one script, the downgrade would undo the upgrade"
                      : "as plain SQL, it would run otherwise than there");
    }
    const Section section = section_of(comment.text);
    if (section == Section::up) up = &comment;
    if (section == Section::down && up != nullptr && is_above) refuse_divided(*up, comment);
  }
}

}  // namespace pgstair::chain
