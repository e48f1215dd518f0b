// SPDX-License-Identifier: MIT
#include "author/renote.h"

#include <algorithm>

#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// A version table whose rows a squash leaves behind.
struct NotesOfTool {
  std::string_view format;
  std::string_view why;
  std::string_view table;
  std::string_view column;
  std::string_view type;           ///< of the column
  std::string_view is_applied;     ///< the row's state, for rows that may note a failure
  std::string_view checksum = {};  ///< the column's value: @ is the hexadecimal text
  bool has_title = false;
};

constexpr NotesOfTool tools_that_renote[] = {
    {"sqlx", "sqlx keeps checksums", "_sqlx_migrations", "version", "bigint", " AND success",
     R"('\x@'::bytea)", true},
    {"prisma",
     "deploying goes on without it, but `prisma migrate dev` compares checksums and misses files",
     "_prisma_migrations", "migration_name", "text",
     " AND finished_at IS NOT NULL AND rolled_back_at IS NULL", "'@'"},
    {"sql-migrate", "sql-migrate refuses a noted name that has no file", "gorp_migrations", "id",
     "text", ""},
    {"node-pg-migrate", "node-pg-migrate refuses if the noted names are not the first files",
     "pgmigrations", "name", "text", ""},
};

const NotesOfTool* notes_of(std::string_view format) {
  const auto* found = std::ranges::find(tools_that_renote, format, &NotesOfTool::format);
  return found == std::end(tools_that_renote) ? nullptr : found;
}

/// An array of the server's, each of its elements quoted by itself.
std::string array_of(const std::vector<std::string>& versions, const NotesOfTool& notes) {
  if (notes.type != "text") return "'{" + join(versions, ",") + "}'";
  std::vector<std::string> quoted;
  for (const auto& version : versions) quoted.push_back(sql::quote_literal(version));
  return "ARRAY[" + join(quoted, ", ") + "]";
}

}  // namespace

std::string_view why_renoted(std::string_view format) {
  const auto* notes = notes_of(format);
  return notes == nullptr ? std::string_view() : notes->why;
}

std::string renote(std::string_view format, const std::vector<std::string>& versions,
                   const std::string& checksum, const std::string& title) {
  const auto* notes = notes_of(format);
  ensure(notes != nullptr, "a tool whose notes a squash changes");
  const std::string table(notes->table);
  const std::string column(notes->column);
  const std::string count = std::to_string(versions.size());
  const std::string last =
      notes->type == "text" ? sql::quote_literal(versions.back()) : versions.back();
  const std::string noted = column + " = ANY (squashed)" + std::string(notes->is_applied);
  const std::string new_checksum = replace_all(std::string(notes->checksum), "@", checksum);
  // Where no checksum tells, the last one noted alone is what this statement leaves.
  const std::string is_done =
      new_checksum.empty()
          ? "noted = 1 AND EXISTS (SELECT FROM " + table + " WHERE " + column + " = " + last + ")"
          : "EXISTS (SELECT FROM " + table + " WHERE " + column + " = " + last +
                " AND checksum = " + new_checksum + ")";
  std::string update;
  if (!new_checksum.empty()) {
    const std::string and_title =
        notes->has_title ? ", description = " + sql::quote_literal(replace_all(title, "_", " "))
                         : "";
    update = "  UPDATE " + table + " SET checksum = " + new_checksum + and_title + " WHERE " +
             column + " = " + last + ";\n";
  }
  return "DO $$\n"
         "DECLARE\n"
         "  squashed " +
         std::string(notes->type) + "[] := " + array_of(versions, *notes) +
         ";\n"
         "  noted int;\n"
         "BEGIN\n"
         "  SELECT count(*) INTO noted FROM " +
         table + " WHERE " + noted +
         ";\n"
         "  IF noted = 0 OR " +
         is_done +
         " THEN\n"
         "    RETURN;\n"
         "  END IF;\n"
         "  IF noted <> " +
         count +
         " THEN\n"
         "    RAISE EXCEPTION 'only % of the " +
         count +
         " migrations are applied: deploy the release before the squash first', noted;\n"
         "  END IF;\n"
         "  DELETE FROM " +
         table + " WHERE " + column + " = ANY (squashed) AND " + column + " <> " + last + ";\n" +
         update +
         "END\n"
         "$$;\n";
}

}  // namespace pgstair::author
