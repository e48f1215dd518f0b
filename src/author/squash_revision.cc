// SPDX-License-Identifier: MIT
#include "author/squash_revision.h"

#include <algorithm>
#include <array>

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

/// goose ends a statement at a line that ends with a semicolon, unless it is told where it ends.
std::string goose_statements(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& statement : all) {
    const bool has_inner = statement.find(';') + 1 < statement.size();
    text += has_inner ? "-- +goose StatementBegin\n" + statement + "\n-- +goose StatementEnd\n\n"
                      : statement + "\n\n";
  }
  if (!text.empty()) text.pop_back();
  return text;
}

RevisionFile goose_file(const fs::path& folder, const std::string& name,
                        const SquashScript& script) {
  return {folder / (name + ".sql"), comment(script) + "\n-- +goose Up\n" +
                                        goose_statements(script.upgrade) + "\n-- +goose Down\n" +
                                        goose_statements(downgrade_of(script))};
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

bool writes_squashes(std::string_view format) {
  constexpr std::array known{"native", "golang-migrate", "goose", "diesel",
                             "sqlx",   "flyway",         "plain", "alembic"};
  return contains(known, format);
}

std::string squash_name(std::string_view format, const chain::Revision& like,
                        std::string_view title, Databases databases) {
  if (format == "plain" && databases == Databases::any) return like.id;
  std::string name = version_of(format, like.id) + slug(title);
  if (format == "flyway") name.front() = databases == Databases::only_new ? 'V' : 'B';
  return name;
}

std::vector<RevisionFile> squash_files(std::string_view format, const chain::Revision& like,
                                       const std::string& name, const SquashScript& script) {
  const fs::path folder = fs::path(like.file).parent_path().lexically_normal();
  if (format == "native") return {native_file(folder, name, script)};
  if (format == "goose") return {goose_file(folder, name, script)};
  if (format == "diesel") return pair(folder / name / "up.sql", folder / name / "down.sql", script);
  if (format == "flyway") return flyway_files(folder, name, script);
  if (format == "golang-migrate" || is_pair(like))
    return pair(folder / (name + ".up.sql"), folder / (name + ".down.sql"), script);
  return {{folder / (name + ".sql"), script_text(script)}};
}

bool has_place_for_downgrade(std::string_view format, const chain::Revision& like) {
  if (format == "sqlx") return is_pair(like);
  return format != "plain" && format != "flyway";
}

std::vector<fs::path> files_of(std::string_view format, const chain::Revision& revision) {
  std::vector<fs::path> files{revision.file};
  for (const auto* script : {&revision.up, &revision.down}) {
    const auto* sql = chain::sql_of(*script);
    if (sql != nullptr && format != "diesel") add_if_there(sql->file, files);
  }
  if (revision.down_location && format != "diesel")
    add_if_there(revision.down_location->file, files);
  if (format == "flyway") {
    for (const auto& file : std::vector<fs::path>(files))
      add_if_there(file.string() + ".conf", files);
  }
  return files;
}

}  // namespace pgstair::author
