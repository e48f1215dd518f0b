// SPDX-License-Identifier: MIT
// Liquibase's markers in a file; the rules stand in liquibase.cc.
#include "chain/liquibase_changesets.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "chain/declarations.h"
#include "chain/migration_folder.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

/// What stands after `--WORD` and a blank, whatever the case; nothing if the line is another.
std::optional<std::string_view> after_marker(std::string_view line, std::string_view word) {
  line = trim(line);
  if (!line.starts_with("--")) return std::nullopt;
  line = trim(line.substr(2));
  if (lower(line.substr(0, word.size())) != word) return std::nullopt;
  return line.substr(word.size());
}

/// `--changeset AUTHOR:ID name:value …`
struct Head {
  std::string author;
  std::string id;
  std::vector<std::string> attributes;

  /// Of the attribute with that name in small letters; empty if there is none.
  std::string value(std::string_view name) const {
    for (const auto& attribute : attributes) {
      if (lower(attribute).starts_with(std::string(name) + ":"))
        return attribute.substr(name.size() + 1);
    }
    return {};
  }
};

/// Takes a name off `rest`, quoted or up to one of `ends`.
std::string taken_name(std::string_view& rest, std::string_view ends) {
  rest = trim(rest);
  const bool is_quoted = rest.starts_with('"');
  if (is_quoted) rest.remove_prefix(1);
  const auto end = std::min(rest.find_first_of(is_quoted ? "\"" : ends), rest.size());
  std::string name(rest.substr(0, end));
  rest.remove_prefix(std::min(end + (is_quoted ? 1 : 0), rest.size()));
  return name;
}

std::optional<Head> head_of(std::string_view line) {
  auto rest = after_marker(line, "changeset");
  if (!rest || rest->empty() || (rest->front() != ' ' && rest->front() != '\t'))
    return std::nullopt;
  Head head;
  head.author = taken_name(*rest, ":");
  if (!rest->starts_with(':')) return std::nullopt;
  rest->remove_prefix(1);
  head.id = taken_name(*rest, " \t\r");
  for (const auto word : words_of(*rest)) head.attributes.emplace_back(word);
  return head;
}

/// Whether the changeset is for Postgres: `dbms:postgresql,h2`, `dbms:!oracle`.
bool is_for_postgres(const Head& head) {
  const std::string list = head.value("dbms");
  if (list.empty() || list == "all") return true;
  bool only_excludes = true;
  for (const auto name : split(list, ',')) {
    const std::string one = lower(trim(name));
    if (one == "postgresql") return true;
    if (one == "!postgresql") return false;
    if (!one.starts_with('!')) only_excludes = false;
  }
  return only_excludes;
}

/// Why pgstair does not run it; empty if it does.
std::string why_not_run(const Head& head) {
  if (head.value("failonerror") == "false") return "Liquibase goes on after its errors";
  if (!head.value("runwith").empty()) return "Liquibase has another program run it (runWith)";
  for (const char* name : {"enddelimiter", "rollbackenddelimiter"}) {
    if (head.value(name).find_first_of("\\*+[(|") != std::string::npos)
      return std::string("its ") + name + " is a regular expression";
  }
  return {};
}

/// One file, cut into changesets.
class ChangesetReader {
 public:
  ChangesetReader(const ChangelogFile& file, const ReadOptions& options, ReadResult& result)
      : file_(file), placeholders_(options.placeholders), result_(result) {}

  void read() {
    const bool is_formatted = is_formatted_sql(file_.text);
    if (!is_formatted) begin(Head{"includeAll", "raw", {}});
    for (const auto line : lines(file_.text)) {
      ++number_;
      if (!is_formatted) {
        add(line, std::string(line), {});
      } else if (is_ignored(line)) {
        add(line, {}, {});
      } else if (auto head = head_of(line)) {
        finish();
        begin(std::move(*head));
        add(line, {}, {});
      } else {
        read_line(line);
      }
    }
    finish();
  }

 private:
  void begin(Head head) {
    head_ = std::move(head);
    begins_at_ = std::max(number_, 1);
    up_.clear();
    down_.clear();
    raw_.clear();
    has_rollback_ = false;
    down_line_ = 0;
    not_run_ = why_not_run(*head_);
  }

  /// Between `--ignoreLines:start` and `end`, or as many as it says.
  bool is_ignored(std::string_view line) {
    if (const auto rest = after_marker(line, "ignorelines:")) {
      const std::string what = lower(trim(*rest));
      const auto digits = leading_digits(what);
      ignored_ = what == "start" ? -1 : digits.empty() ? 0 : std::stoi(std::string(digits));
      return true;
    }
    if (ignored_ == 0) return false;
    if (ignored_ > 0) --ignored_;
    return true;
  }

  void read_line(std::string_view line) {
    if (in_rollback_) {
      const auto end = line.find("*/");
      in_rollback_ = end == std::string_view::npos;
      return add(line, {}, std::string(line.substr(0, end)));
    }
    if (const auto rest = after_marker(line, "property")) return read_property(*rest);
    if (is_start_of_rollback(line)) {
      in_rollback_ = has_rollback_ = true;
      down_line_ = number_ + 1;
      return add(line, {}, {});
    }
    if (const auto rest = after_marker(line, "rollback "); rest || trim(line) == "--rollback")
      return read_rollback(line, rest.value_or(""));
    if (after_marker(line, "precondition"))
      not_run_ = "it has a precondition, which pgstair does not ask";
    add(line, std::string(line), {});
  }

  static bool is_start_of_rollback(std::string_view line) {
    const std::string text = lower(line);
    const auto words = words_of(text);
    return words.size() == 3 && words[0] == "/*" && words[1] == "liquibase" &&
           words[2] == "rollback";
  }

  /// In its place, so that lines and columns stay.
  void read_rollback(std::string_view line, std::string_view sql) {
    if (!has_rollback_) down_line_ = number_;
    has_rollback_ = true;
    const std::string what = lower(trim(sql));
    if (what.starts_with("changesetid:") || what.starts_with("changesetpath:"))
      not_run_ = "its rollback is another changeset";
    const bool is_nothing = what.starts_with("empty") || what.starts_with("not required");
    const std::string blanks(line.size() - sql.size(), ' ');
    add(line, {}, is_nothing ? "" : blanks + std::string(sql));
  }

  void read_property(std::string_view rest) {
    std::string name;
    std::string value;
    for (const auto word : words_of(rest)) {
      if (lower(word).starts_with("name:")) name = word.substr(5);
      if (lower(word).starts_with("value:")) value = word.substr(6);
    }
    if (!name.empty()) placeholders_.emplace(name, value);
    add(rest, {}, {});
  }

  void add(std::string_view raw, std::string up, std::string down) {
    if (!head_) return;
    raw_ += std::string(raw) + "\n";
    up_ += ended(std::move(up), "enddelimiter") + "\n";
    down_ += ended(std::move(down), "rollbackenddelimiter") + "\n";
  }

  /// With a semicolon in the place of another delimiter at its end.
  std::string ended(std::string line, std::string_view attribute) const {
    const std::string delimiter = head_->value(attribute);
    const auto text = trim(line);
    if (delimiter.empty() || delimiter == ";" || !text.ends_with(delimiter)) return line;
    const auto end = static_cast<std::size_t>(text.data() - line.data()) + text.size();
    return line.replace(end - delimiter.size(), delimiter.size(), ";");
  }

  SqlScript script_of(const std::string& text) const {
    SqlScript script{file_.path, sql::split_statements(text, {file_.path, begins_at_, 1})};
    if (head_->value("runintransaction") == "false")
      script.transactions = head_->value("splitstatements") == "false"
                                ? transactions_of_simple_query(script.statements)
                                : Transactions::none;
    return script;
  }

  void finish() {
    if (!head_ || !is_for_postgres(*head_) || head_->value("ignore") == "true") return;
    Revision revision;
    revision.id = file_.name + "::" + head_->id + "::" + head_->author;
    revision.file = file_.path;
    revision.not_runnable = not_run_;
    revision.down_location = Location{file_.path, has_rollback_ ? down_line_ : begins_at_, 1};
    if (const auto path = head_->value("logicalfilepath"); !path.empty())
      revision.noted_as =
          path.substr(path.rfind('/') + 1) + "::" + head_->id + "::" + head_->author;
    read_declarations(raw_, {file_.path, begins_at_, 1}, revision, result_.faults);
    const auto filled = fill_placeholders(up_, placeholders_, DollarBraces::placeholders,
                                          file_.path, revision.id, result_.faults);
    if (filled.first_unknown) revision.not_runnable = "it lacks a value for a placeholder";
    if (revision.not_runnable.empty()) revision.up = script_of(filled.text);
    if (!not_run_.empty()) report_not_run(revision);
    if (has_rollback_) {
      const auto below = fill_placeholders(down_, placeholders_, DollarBraces::placeholders,
                                           file_.path, revision.id, result_.faults);
      revision.down = script_of(below.text);
    }
    result_.revisions.push_back(std::move(revision));
  }

  void report_not_run(const Revision& revision) {
    result_.faults.push_back(
        {"code-migration",
         revision.id + " is not run: " + not_run_ + "; what comes after may depend on it",
         {file_.path, begins_at_, 1},
         revision.id,
         "let Liquibase itself apply the chain, with [commands] in pgstair.toml"});
  }

  const ChangelogFile& file_;
  Placeholders placeholders_;
  ReadResult& result_;
  std::optional<Head> head_;
  int number_ = 0;
  int begins_at_ = 1;
  std::string raw_;   ///< the changeset's lines
  std::string up_;    ///< as many, blank where they are not the upgrade's
  std::string down_;  ///< likewise
  bool has_rollback_ = false;
  bool in_rollback_ = false;
  int down_line_ = 0;
  int ignored_ = 0;  ///< so many more lines, or -1: until the end is said
  std::string not_run_;
};

}  // namespace

bool is_formatted_sql(std::string_view text) {
  for (const auto line : lines(text)) {
    if (trim(line).empty()) continue;
    const auto rest = after_marker(line, "liquibase");
    return rest && lower(trim(*rest)).starts_with("formatted");
  }
  return false;
}

void read_changesets(const ChangelogFile& file, const ReadOptions& options, ReadResult& result) {
  ChangesetReader(file, options, result).read();
}

}  // namespace pgstair::chain
