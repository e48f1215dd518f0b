// SPDX-License-Identifier: MIT
#include "author/squash_revision.h"

#include <algorithm>
#include <array>

#include "author/drizzle_files.h"
#include "author/slug.h"
#include "sql/script.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

namespace fs = std::filesystem;

/// "00042_" of "00042_add_phone": what the tool reads of a name, and what parts it from the title.
std::string version_of(std::string_view format, const std::string& id) {
  if (format == "flyway") return id.substr(0, id.find("__") + 2);
  if (format == "diesel") return id.substr(0, id.find('_')) + "_";
  const auto digits = std::min(id.find_first_not_of("0123456789"), id.size());
  const bool is_parted = digits < id.size() && id[digits] == '-';
  return id.substr(0, digits) + (is_parted ? "-" : "_");
}

std::string comment(const SquashScript& script) {
  std::string text;
  for (const auto& line : script.heading) text += "-- " + line + "\n";
  return text;
}

/// A statement by which the server refuses to go on.
std::vector<std::string> refusal(const std::string& why) {
  return {"DO $$\nBEGIN\n  RAISE EXCEPTION " + sql::quote_literal(replace_all(why, "%", "%%")) +
          ";\nEND\n$$;"};
}

std::vector<std::string> downgrade_of(const SquashScript& script) {
  return script.downgrade ? *script.downgrade : refusal(script.irreversible);
}

std::string statements(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& statement : all) text += statement + "\n\n";
  if (!text.empty()) text.pop_back();
  return text;
}

RevisionFile native_file(const fs::path& folder, const std::string& name,
                         const SquashScript& script) {
  std::string text = comment(script);
  if (!script.downgrade) text += "-- pgstair: irreversible " + script.irreversible + "\n";
  text += "\n-- migrate:up\n" + statements(script.upgrade) + "\n-- migrate:down\n" +
          statements(downgrade_of(script));
  return {folder / (name + ".sql"), text};
}

/// The annotations of goose and sql-migrate, which end a statement at a line that ends with a
/// semicolon, unless they are told where it ends.
std::string annotated_statements(const std::string& mark, const std::vector<std::string>& all) {
  std::string text;
  for (const auto& statement : all) {
    const bool has_inner = statement.find(';') + 1 < statement.size();
    text += has_inner ? mark + "StatementBegin\n" + statement + "\n" + mark + "StatementEnd\n\n"
                      : statement + "\n\n";
  }
  if (!text.empty()) text.pop_back();
  return text;
}

/// One file with both scripts. `mark` is "-- +goose " or "-- +migrate ".
RevisionFile annotated_file(const fs::path& folder, const std::string& name,
                            const std::string& mark, const SquashScript& script) {
  return {folder / (name + ".sql"),
          comment(script) + "\n" + mark + "Up\n" + annotated_statements(mark, script.upgrade) +
              "\n" + mark + "Down\n" + annotated_statements(mark, downgrade_of(script))};
}

RevisionFile node_pg_migrate_file(const fs::path& folder, const std::string& name,
                                  const SquashScript& script) {
  return {folder / (name + ".sql"), comment(script) + "\n-- Up Migration\n" +
                                        statements(script.upgrade) + "\n-- Down Migration\n" +
                                        statements(downgrade_of(script))};
}

RevisionFile tern_file(const fs::path& folder, const std::string& name,
                       const SquashScript& script) {
  return {folder / (name + ".sql"), comment(script) + "\n" + statements(script.upgrade) +
                                        "\n---- create above / drop below ----\n\n" +
                                        statements(downgrade_of(script))};
}

/// One query a piece.
RevisionFile drizzle_file(const fs::path& folder, const std::string& name,
                          const SquashScript& script) {
  return {folder / (name + ".sql"),
          comment(script) + join(script.upgrade, "\n--> statement-breakpoint\n") + "\n"};
}

std::string script_text(const SquashScript& script) {
  return comment(script) + "\n" + statements(script.upgrade);
}

/// golang-migrate takes a downgrade that has no file for one that does nothing.
std::vector<RevisionFile> pair(const fs::path& up, const fs::path& down,
                               const SquashScript& script) {
  return {{up, script_text(script)}, {down, statements(downgrade_of(script))}};
}

/// A function's body may hold what looks like a placeholder.
std::vector<RevisionFile> flyway_files(const fs::path& folder, const std::string& name,
                                       const SquashScript& script) {
  const fs::path file = folder / (name + ".sql");
  std::vector<RevisionFile> files{{file, script_text(script)}};
  if (files.front().text.find("${") != std::string::npos)
    files.push_back({file.string() + ".conf", "placeholderReplacement=false\n"});
  return files;
}

bool is_pair(const chain::Revision& revision) {
  const auto* up = chain::sql_of(revision.up);
  return up != nullptr && up->file.ends_with(".up.sql");
}

void add_if_there(const fs::path& file, std::vector<fs::path>& files) {
  std::error_code ignored;
  if (fs::exists(file, ignored) && !contains(files, file)) files.push_back(file);
}

}  // namespace

std::string why_not_squashed(std::string_view format, Databases databases) {
  if (format == "liquibase")
    return "Liquibase notes each changeset with its file and a checksum, and a root changelog that "
           "pgstair does not write may name the files: write one changeset under a new id by hand, "
           "note it by `liquibase changelog-sync` in each database that has all of the old ones, "
           "and check it: pgstair squash --check";
  if (format == "tern" && databases == Databases::any)
    return "tern counts files from 1 without a gap and notes the last one's number, so the files "
           "before a squash cannot go, and all later numbers would move in every database. Keep "
           "them; or, if nothing is deployed yet: --fresh";
  return "";
}

std::string squash_name(std::string_view format, const chain::Revision& like,
                        std::string_view title, Databases databases) {
  constexpr std::array notes_whole_name{"plain", "prisma", "sql-migrate", "node-pg-migrate"};
  if (contains(notes_whole_name, format) && databases == Databases::any) return like.id;
  std::string name = version_of(format, like.id) + slug(title);
  if (format == "flyway") name.front() = databases == Databases::only_new ? 'V' : 'B';
  return name;
}

std::vector<RevisionFile> squash_files(std::string_view format, const chain::Revision& like,
                                       const std::string& name, const SquashScript& script) {
  const fs::path folder = fs::path(like.file).parent_path().lexically_normal();
  if (format == "native") return {native_file(folder, name, script)};
  if (format == "goose") return {annotated_file(folder, name, "-- +goose ", script)};
  if (format == "sql-migrate") return {annotated_file(folder, name, "-- +migrate ", script)};
  if (format == "node-pg-migrate") return {node_pg_migrate_file(folder, name, script)};
  if (format == "tern") return {tern_file(folder, name, script)};
  if (format == "drizzle") return {drizzle_file(folder, name, script)};
  if (format == "prisma") return {{folder / name / "migration.sql", script_text(script)}};
  if (format == "diesel") return pair(folder / name / "up.sql", folder / name / "down.sql", script);
  if (format == "flyway") return flyway_files(folder, name, script);
  if (format == "golang-migrate" || is_pair(like))
    return pair(folder / (name + ".up.sql"), folder / (name + ".down.sql"), script);
  return {{folder / (name + ".sql"), script_text(script)}};
}

bool has_place_for_downgrade(std::string_view format, const chain::Revision& like) {
  if (format == "sqlx") return is_pair(like);
  constexpr std::array without{"plain", "flyway", "prisma", "drizzle"};
  return !contains(without, format);
}

std::vector<fs::path> files_of(std::string_view format, const chain::Revision& revision) {
  std::vector<fs::path> files{revision.file};
  if (format == "diesel" || format == "prisma") return files;
  for (const auto* script : {&revision.up, &revision.down}) {
    const auto* sql = chain::sql_of(*script);
    if (sql != nullptr) add_if_there(sql->file, files);
  }
  if (revision.down_location) add_if_there(revision.down_location->file, files);
  if (format == "drizzle")
    add_if_there(drizzle_snapshot(fs::path(revision.file).parent_path(), revision.id), files);
  if (format == "flyway") {
    for (const auto& file : std::vector<fs::path>(files))
      add_if_there(file.string() + ".conf", files);
  }
  return files;
}

}  // namespace pgstair::author
