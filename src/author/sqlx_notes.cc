// SPDX-License-Identifier: MIT
#include "author/sqlx_notes.h"

#include "sql/script.h"
#include "support/text.h"

namespace pgstair::author {

std::string renote_for_sqlx(const std::vector<std::string>& versions, const std::string& checksum,
                            const std::string& title) {
  const std::string& last = versions.back();
  const std::string count = std::to_string(versions.size());
  const std::string new_checksum = R"('\x)" + checksum + "'::bytea";
  return "DO $$\n"
         "DECLARE\n"
         "  squashed bigint[] := '{" +
         join(versions, ",") +
         "}';\n"
         "  noted int;\n"
         "BEGIN\n"
         "  IF EXISTS (SELECT FROM _sqlx_migrations WHERE version = " +
         last + " AND checksum = " + new_checksum +
         ") THEN\n"
         "    RETURN;\n"
         "  END IF;\n"
         "  SELECT count(*) INTO noted FROM _sqlx_migrations WHERE version = ANY (squashed) AND "
         "success;\n"
         "  IF noted = 0 THEN\n"
         "    RETURN;\n"
         "  END IF;\n"
         "  IF noted <> " +
         count +
         " THEN\n"
         "    RAISE EXCEPTION 'only % of the " +
         count +
         " migrations are applied: deploy the release before the squash first', noted;\n"
         "  END IF;\n"
         "  DELETE FROM _sqlx_migrations WHERE version = ANY (squashed) AND version <> " +
         last +
         ";\n"
         "  UPDATE _sqlx_migrations SET checksum = " +
         new_checksum + ", description = " + sql::quote_literal(replace_all(title, "_", " ")) +
         " WHERE version = " + last +
         ";\n"
         "END\n"
         "$$;\n";
}

}  // namespace pgstair::author
