// SPDX-License-Identifier: MIT
#include "author/ddl/object/layout.h"
#include "author/ddl/relations/writers.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// The query without the blank that the server begins it with and the semicolon it ends with.
std::string query_of(const Entry& view) {
  std::string query(trim(view["definition"]));
  if (query.ends_with(';')) query.pop_back();
  return query;
}

}  // namespace

void write_view(const Entry& view, const Context&, Written& written) {
  std::string text = "CREATE VIEW " + view.name();
  if (view.has("options")) {
    text += " WITH (" + join(assignments(options_of(view["options"])), ", ") + ")";
  }
  written.add(text + " AS\n" + query_of(view) + ";");
}

void write_materialized_view(const Entry& view, const Context&, Written& written) {
  std::string text = "CREATE MATERIALIZED VIEW " + view.name();
  const std::string& method = view["access_method"];
  if (!method.empty() && method != "heap") text += "\n    USING " + method;
  auto options = assignments(options_of(view["options"]));
  for (auto& option : assignments(options_of(view["toast_options"]), "toast.")) {
    options.push_back(std::move(option));
  }
  if (!options.empty()) text += "\n    WITH " + list(options);
  if (view.has("tablespace")) text += "\n    TABLESPACE " + view["tablespace"];
  text += " AS\n" + query_of(view);
  written.add(text + (view.is("populated") ? ";" : "\nWITH NO DATA;"));
  const std::string& identity = view["replica_identity"];
  if (identity == "full" || identity == "nothing") {
    written.add("ALTER MATERIALIZED VIEW " + view.name() + " REPLICA IDENTITY " +
                (identity == "full" ? "FULL" : "NOTHING") + ";");
  }
}

}  // namespace pgstair::author
