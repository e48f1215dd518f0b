// SPDX-License-Identifier: MIT
#include "model/psql_script.h"

#include "support/text.h"

namespace pgstair::model {

namespace {

bool begins_copy(std::string_view line) {
  return line.starts_with("COPY ") && line.ends_with(" FROM stdin;");
}

}  // namespace

bool is_pg_dump(std::string_view text) {
  return text.substr(0, 512).find("-- PostgreSQL database ") != std::string_view::npos;
}

bool is_custom_dump(std::string_view text) { return text.starts_with("PGDMP"); }

std::string without_psql_parts(std::string_view text) {
  std::string result;
  bool in_rows = false;
  bool in_statement = false;
  for (const auto line : lines(text)) {
    // pg_dump starts each of these at the start of a line, between statements.
    const bool is_command = !in_rows && !in_statement && line.starts_with("\\");
    const bool is_copy = !in_rows && !in_statement && begins_copy(line);
    if (!in_rows && !is_command && !is_copy) {
      result += line;
      const auto code = trim(line);
      if (!code.empty() && !code.starts_with("--")) in_statement = !code.ends_with(";");
    }
    result += "\n";
    if (in_rows) {
      in_rows = line != "\\.";
    } else {
      in_rows = is_copy;
    }
  }
  return result;
}

}  // namespace pgstair::model
