// SPDX-License-Identifier: MIT
// Foreign-data wrappers, servers and user mappings; foreign tables are tables.
#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/layout.h"
#include "sql/script.h"

namespace pgstair::author {

namespace {

std::string options_clause(const Entry& entry) {
  if (!entry.has("options")) return "";
  return "\n    OPTIONS (" + foreign_options(entry["options"]) + ")";
}

}  // namespace

void write_foreign_data_wrapper(const Entry& wrapper, const Context&, Written& written) {
  std::string text = "CREATE FOREIGN DATA WRAPPER " + wrapper.name();
  if (wrapper.has("handler")) text += " HANDLER " + wrapper["handler"];
  if (wrapper.has("validator")) text += " VALIDATOR " + wrapper["validator"];
  written.add(text + options_clause(wrapper) + ";");
}

void write_foreign_server(const Entry& server, const Context&, Written& written) {
  std::string text = "CREATE SERVER " + server.name();
  if (server.has("type")) text += " TYPE " + sql::quote_literal(server["type"]);
  if (server.has("version")) text += " VERSION " + sql::quote_literal(server["version"]);
  text += "\n    FOREIGN DATA WRAPPER " + server["wrapper"];
  written.add(text + options_clause(server) + ";");
}

void write_user_mapping(const Entry& mapping, const Context&, Written& written) {
  written.add("CREATE USER MAPPING FOR " + mapping.identity.name + " SERVER " +
              mapping.identity.owner + options_clause(mapping) + ";");
}

}  // namespace pgstair::author
