// SPDX-License-Identifier: MIT
// Liquibase's rules for formatted SQL, from its sources (liquibase/liquibase,
// AbstractFormattedChangeLogParser.java) and from version 4.28 itself:
//
// - A file whose first line that is not blank is `--liquibase formatted sql` holds changesets; each
//   begins at `--changeset AUTHOR:ID ATTRIBUTES` and is a migration of its own. An .sql file
//   without that line is one changeset, `raw`, if it is included.
// - The order is that of a root changelog (XML, YAML, JSON) in the folder that includes the files,
//   else that of their paths (includeAll).
// - One transaction per changeset, unless runInTransaction:false. Bodies between dollars are not
//   cut at their semicolons; endDelimiter names another end of statements.
// - `--rollback SQL` lines, or a comment that begins with `liquibase rollback`, make the downgrade;
//   `--rollback empty` and `not required` one that does nothing. Plain SQL has none by itself.
// - A changeset for other databases (dbms) or with ignore:true is passed over. Contexts and labels
//   let everything through, unless the command line names some.
// - What is not noted is applied, wherever it stands; an applied one that was edited is refused.
//
// Not checked: changesets with preconditions, failOnError:false or runWith, and those in XML.
#include <algorithm>

#include "chain/formats/readers.h"
#include "chain/liquibase_changesets.h"
#include "chain/migration_folder.h"
#include "chain/unread_entries.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

namespace fs = std::filesystem;

bool is_root_changelog(const fs::path& file) {
  return contains(std::vector<std::string>{".xml", ".yaml", ".yml", ".json"},
                  file.extension().string());
}

/// The folder's SQL files in the order of their paths.
std::vector<fs::path> sql_files_below(const fs::path& folder) {
  auto files = files_below(folder);
  std::erase_if(files, [](const fs::path& file) { return file.extension() != ".sql"; });
  return files;
}

/// What follows `file` in a line of a root changelog: file: a.sql, file="a.sql", "file": "a.sql".
std::string included_file(std::string_view line) {
  const auto word = line.find("file");
  const bool is_attribute = line.find("nclude") != std::string_view::npos ||
                            trim(line).starts_with("file") || trim(line).starts_with("\"file\"");
  if (word == std::string_view::npos || !is_attribute) return {};
  constexpr std::string_view marks = " \t:=\"'";
  const auto begin = line.find_first_not_of(marks, word + std::string_view("file").size());
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  return std::string(line.substr(0, line.find_first_of("\"' \t,}>")));
}

/// Reads a folder's files in Liquibase's order.
class LiquibaseFolderReader {
 public:
  LiquibaseFolderReader(const fs::path& folder, const ReadOptions& options, ReadResult& result)
      : folder_(folder), options_(options), result_(result), files_(sql_files_below(folder)) {}

  void read() {
    for (const auto& entry : entries(folder_)) {
      if (!entry.is_folder && is_root_changelog(entry.path)) read_root(entry.path);
    }
    const bool has_root = !included_.empty();
    for (const auto& file : files_) {
      if (contains(included_, file)) continue;
      if (!has_root) {
        read_file(file);
      } else {
        result_.faults.push_back({"ignored-file",
                                  "no root changelog includes this file, so Liquibase skips it",
                                  {file.string()},
                                  "",
                                  "include it, or move it out of the folder"});
      }
    }
  }

 private:
  void read_root(const fs::path& root) {
    const auto text = read_text(root, "", result_.faults);
    if (!text || text->find("databaseChangeLog") == std::string::npos) return;
    if (text->find("changeSet") != std::string::npos) add_code(root);
    for (const auto line : lines(*text)) {
      const std::string name = included_file(line);
      if (name.empty()) continue;
      const auto file = std::ranges::find_if(files_, [&](const fs::path& path) {
        return name == path || ("/" + path.generic_string()).ends_with("/" + without_scheme(name));
      });
      if (file == files_.end()) {
        if (!name.ends_with(".sql")) add_code(folder_ / fs::path(name).filename());
      } else if (!contains(included_, *file)) {
        included_.push_back(*file);
        read_file(*file);
      }
    }
  }

  static std::string without_scheme(std::string name) {
    for (const std::string_view scheme : {"classpath:", "./", "/"}) {
      if (name.starts_with(scheme)) name = name.substr(scheme.size());
    }
    return name;
  }

  void add_code(const fs::path& file) {
    Revision revision;
    revision.id = file.filename().string();
    revision.file = file.string();
    report_code_migration(file.extension().string().substr(1), revision, result_.faults);
    result_.revisions.push_back(std::move(revision));
  }

  void read_file(const fs::path& file) {
    const auto text = read_text(file, "", result_.faults);
    if (!text) {
      Revision revision;
      revision.id = file.filename().string();
      revision.file = file.string();
      revision.not_runnable = "its file cannot be read";
      result_.revisions.push_back(std::move(revision));
      return;
    }
    const std::string name = file.lexically_relative(folder_).generic_string();
    read_changesets({file.string(), name, *text}, options_, result_);
  }

  const fs::path& folder_;
  const ReadOptions& options_;
  ReadResult& result_;
  std::vector<fs::path> files_;
  std::vector<fs::path> included_;
};

std::size_t recognise_liquibase(const fs::path& folder) {
  const auto formatted = [](const fs::path& at) {
    return count_files_with(
        at, [](const Entry& entry) { return !entry.is_folder && entry.name.ends_with(".sql"); },
        is_formatted_sql);
  };
  std::size_t count = formatted(folder);
  for (const auto& entry : entries(folder)) {
    if (entry.is_folder) count += formatted(entry.path);
  }
  return count;
}

ReadResult read_liquibase(const fs::path& folder, const ReadOptions& options) {
  ReadResult result{"liquibase", {}, {}};
  LiquibaseFolderReader(folder, options, result).read();
  link_in_order(result.revisions);
  return result;
}

/// "a.sql::1::ann" of "v1/a.sql::1::ann": the path in the table begins where the tool searches.
std::string without_folders(const std::string& id) {
  const auto path = id.substr(0, id.find("::"));
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? id : id.substr(slash + 1);
}

}  // namespace

Format liquibase_format() {
  return {.name = "liquibase",
          .looks_like = "SQL files that begin with --liquibase formatted sql",
          .closer_than = {"sqlx", "plain"},
          .recognise = recognise_liquibase,
          .read = read_liquibase,
          .version_table =
              {.name = "databasechangelog",
               .made_by =
                   "CREATE TABLE IF NOT EXISTS databasechangeloglock (id integer NOT NULL, locked "
                   "boolean NOT NULL, lockgranted timestamp, lockedby varchar(255), CONSTRAINT "
                   "databasechangeloglock_pkey PRIMARY KEY (id)); CREATE TABLE IF NOT EXISTS "
                   "databasechangelog (id varchar(255) NOT NULL, author varchar(255) NOT NULL, "
                   "filename varchar(255) NOT NULL, dateexecuted timestamp NOT NULL, orderexecuted "
                   "integer NOT NULL, exectype varchar(10) NOT NULL, md5sum varchar(35), "
                   "description varchar(255), comments varchar(255), tag varchar(255), liquibase "
                   "varchar(20), contexts varchar(255), labels varchar(255), deployment_id "
                   "varchar(10))",
               .version = "regexp_replace(filename, '^.*/', '') || '::' || id || '::' || author",
               .where = "exectype <> 'FAILED'",
               .zeros_matter = true,
               .order = "orderexecuted",
               .late = "Liquibase applies it now, after what was meant to come after it",
               .applies_late = true,
               .version_of = without_folders},
          .has_folders = true,
          .one_session = true,
          .outside_transaction =
              "Give the statement a changeset of its own with runInTransaction:false."};
}

}  // namespace pgstair::chain
