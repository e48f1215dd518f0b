// SPDX-License-Identifier: MIT
#include "chain/noted.h"

#include <variant>

#include "chain/read.h"

namespace pgstair::chain {

namespace {

/// The lines without their ends, so that empty ones do not count.
std::string lines_alone(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::string joined;
  for (const char c : text) {
    if (c != '\n' && c != '\r') joined += c;
  }
  return joined;
}

}  // namespace

std::string noted_version(std::string_view format, const Revision& revision) {
  const Format* known = find_format(format);
  if (known == nullptr || revision.is_repeatable) return revision.id;
  if (!revision.noted_as.empty()) return revision.noted_as;
  return known->version_table.version_of(revision.id);
}

std::string upgrade_file(const Revision& revision) {
  const auto* sql = sql_of(revision.up);
  return sql == nullptr ? revision.file : sql->file;
}

std::optional<std::string> checksummed_text(std::string_view format, std::string_view text) {
  if (format == "flyway") return lines_alone(text);
  if (format == "sqlx") return std::string(text);
  return std::nullopt;
}

}  // namespace pgstair::chain
