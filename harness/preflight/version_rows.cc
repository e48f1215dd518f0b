// SPDX-License-Identifier: MIT
#include "preflight/version_rows.h"

#include <cstdint>
#include <cstdio>

#include "chain/noted.h"
#include "chain/read.h"
#include "sql/script.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::preflight {

namespace {

/// Alembic's, whose ids are its versions; and of the formats that are files, the format's own.
std::optional<chain::VersionTable> table_of(const std::string& format) {
  if (format == "alembic") {
    return chain::VersionTable{.name = "alembic_version",
                               .version = "version_num::text",
                               .holds_last = true,
                               .zeros_matter = true,
                               .version_of = [](const std::string& id) { return id; }};
  }
  const chain::Format* found = chain::find_format(format);
  if (found == nullptr) return std::nullopt;
  return found->version_table;
}

std::string comparable(const std::string& version, const chain::VersionTable& versions) {
  if (versions.zeros_matter) return version;
  const auto digit = version.find_first_not_of('0');
  return digit == std::string::npos ? version : version.substr(digit);
}

/// Where the search path finds the table, else in whatever schema has one; and whether it may be
/// read.
void find_table(postgres::Session& session, std::string_view name, VersionRows& result) {
  const auto rows = session.execute(
      "SELECT format('%I.%I', n.nspname, c.relname), has_schema_privilege(n.oid, 'USAGE') AND "
      "has_table_privilege(c.oid, 'SELECT') FROM pg_class c "
      "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname "
      "= " +
      sql::quote_literal(name) + " ORDER BY pg_table_is_visible(c.oid) DESC, n.nspname LIMIT 1");
  if (rows.size() == 0) return;
  result.table = rows.text(0, 0);
  if (rows.text(0, 1) != "t") result.not_read = "the role may not read " + result.table;
}

/// Says so if the table is another tool's, which has other columns. (Outside of a transaction there
/// is no savepoint, and no need of one.)
void check_columns(postgres::Session& session, const chain::VersionTable& versions,
                   VersionRows& result) {
  const std::string condition(versions.failed.empty() ? "true" : versions.failed);
  (void)session.try_execute("SAVEPOINT pgstair_columns");
  const auto outcome = session.try_execute("SELECT " + std::string(versions.version) + " FROM " +
                                           result.table + " AS v WHERE " + condition + " LIMIT 0");
  (void)session.try_execute("ROLLBACK TO SAVEPOINT pgstair_columns");
  if (const auto* error = postgres::failure(outcome)) {
    result.is_of_another_tool = true;
    result.not_read =
        result.table + " is not the table that the chain's tool keeps: " + error->message;
  }
}

/// Asks the one table by what its tool is known to keep there.
class TableReader {
 public:
  TableReader(postgres::Session& session, const chain::VersionTable& versions, std::string table)
      : session_(session), versions_(versions), table_(std::move(table)) {}

  std::vector<VersionRow> rows_where(std::string_view condition) {
    if (condition.empty()) return {};
    const auto text = [](std::string_view column, const char* if_none) {
      return std::string(column.empty() ? if_none : column);
    };
    return read("SELECT " + std::string(versions_.version) + ", " + text(versions_.checksum, "''") +
                ", " + text(versions_.order, "0") + " FROM @ AS v WHERE " + std::string(condition));
  }

  std::vector<VersionRow> repeatables() {
    if (versions_.repeatables.empty()) return {};
    return read(std::string(versions_.repeatables));
  }

 private:
  /// A query for version, checksum and order.
  std::vector<VersionRow> read(const std::string& query) {
    const auto rows = session_.execute(replace_all(query, "@", table_));
    std::vector<VersionRow> read;
    for (std::size_t row = 0; row < rows.size(); ++row)
      read.push_back(
          {rows.text(row, 0), std::stol(rows.text(row, 2)), rows.text(row, 0), rows.text(row, 1)});
    return read;
  }

  postgres::Session& session_;
  const chain::VersionTable& versions_;
  std::string table_;
};

/// With a sign, as Flyway notes it.
std::string crc32(std::string_view text) {
  constexpr std::uint32_t polynomial = 0xEDB88320;
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? polynomial : 0);
  }
  return std::to_string(static_cast<std::int32_t>(~crc));
}

std::string hexadecimal(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    char two[3];
    std::snprintf(two, sizeof two, "%02x", static_cast<unsigned char>(c));
    digits += two;
  }
  return digits;
}

}  // namespace

std::optional<VersionRows> read_version_rows(postgres::Session& session,
                                             const std::string& format) {
  const auto versions = table_of(format);
  if (!versions) throw UsageError("where " + format + " notes what it has applied is not known");
  VersionRows found;
  find_table(session, versions->name, found);
  if (found.table.empty()) return std::nullopt;
  if (found.not_read.empty()) check_columns(session, *versions, found);
  if (!found.not_read.empty()) return found;
  TableReader reader(session, *versions, found.table);
  found.failed = reader.rows_where(versions->failed);
  found.versions = reader.rows_where(versions->where);
  found.baselines = reader.rows_where(versions->baseline);
  found.repeatables = reader.repeatables();
  for (auto* rows : {&found.versions, &found.baselines, &found.failed}) {
    for (auto& row : *rows) row.version = comparable(row.version, *versions);
  }
  return found;
}

std::string version_table_name(const std::string& format) {
  const auto versions = table_of(format);
  return versions ? std::string(versions->name) : "";
}

bool holds_last_only(const std::string& format) {
  const auto versions = table_of(format);
  return versions && versions->holds_last;
}

std::string comparable_version(const std::string& format, const chain::Revision& revision) {
  const std::string version = chain::noted_version(format, revision);
  const auto versions = table_of(format);
  return versions && !revision.is_repeatable ? comparable(version, *versions) : version;
}

std::map<std::string, std::size_t> positions_by_version(const std::string& format,
                                                        const chain::Chain& chain) {
  std::map<std::string, std::size_t> positions;
  for (std::size_t index = 0; index < chain.size(); ++index)
    positions.emplace(comparable_version(format, chain.revisions()[index]), index);
  return positions;
}

std::string checksum_of(postgres::Session& session, const std::string& format,
                        const std::string& text) {
  const auto digest = [&](const char* function, std::string_view of) {
    return session
        .execute("SELECT encode(" + std::string(function) + "(decode('" + hexadecimal(of) +
                 "', 'hex')), 'hex')")
        .text(0, 0);
  };
  if (format == "prisma") return digest("sha256", text);
  const auto counted = chain::checksummed_text(format, text);
  if (!counted) return {};
  if (format == "flyway") return crc32(*counted);
  return digest("sha384", *counted);
}

std::string flyway_checksum(std::string_view text) {
  return crc32(chain::checksummed_text("flyway", text).value());
}

std::string_view fate_of_late(const std::string& format) {
  const auto versions = table_of(format);
  return versions ? versions->late : "";
}

}  // namespace pgstair::preflight
