// SPDX-License-Identifier: MIT
#include "author/ddl/relations/sequence.h"

#include <map>

#include "author/ddl/object/names.h"
#include "author/ddl/relations/writers.h"
#include "sql/script.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

struct Limits {
  std::string minimum;
  std::string maximum;
};

const std::map<std::string, Limits, std::less<>> limits_by_type{
    {"smallint", {"-32768", "32767"}},
    {"integer", {"-2147483648", "2147483647"}},
    {"bigint", {"-9223372036854775808", "9223372036854775807"}},
};

/// Those of a sequence that counts up or down.
Limits usual_limits(const std::string& type, bool up) {
  const auto found = limits_by_type.find(type);
  if (found == limits_by_type.end()) return {};
  return up ? Limits{"1", found->second.maximum} : Limits{found->second.minimum, "-1"};
}

const std::map<std::string, std::string, std::less<>> serial_types{
    {"smallint", "smallserial"}, {"integer", "serial"}, {"bigint", "bigserial"}};

/// The quoted name of the column that owns a sequence, with its table's.
struct Owner {
  std::string table;
  std::string column;
  bool identity = false;
};

Owner owner_of(const Entry& sequence, const Context& context) {
  static constexpr std::string_view mark = " (identity)";
  std::string text = sequence["owned_by"];
  Owner result;
  result.identity = text.ends_with(mark);
  if (result.identity) text.resize(text.size() - mark.size());
  for (std::size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1)) {
    if (context.objects.find_table(text.substr(0, dot)) != nullptr) {
      result.table = text.substr(0, dot);
      result.column = text.substr(dot + 1);
    }
  }
  return result;
}

/// A table's sequence is unlogged as the table is, from 15 on.
bool persists_as_table(const Entry& sequence, const Entry& table, const Context& context) {
  return context.server_version() < 150000 ? !sequence.has("persistence")
                                           : sequence["persistence"] == table["persistence"];
}

}  // namespace

const Entry* owning_column(const Entry& sequence, const Context& context) {
  const auto owner = owner_of(sequence, context);
  const Entry* table = context.objects.find_table(owner.table);
  return table == nullptr ? nullptr : context.objects.column(*table, owner.column);
}

std::vector<std::string> sequence_options(const Entry& sequence, const std::string& type) {
  std::vector<std::string> options;
  const bool up = !sequence["increment"].starts_with('-');
  const Limits usual = usual_limits(sequence["type"], up);
  if (sequence["type"] != type) options.push_back("AS " + sequence["type"]);
  if (sequence["start"] != sequence[up ? "minimum" : "maximum"]) {
    options.push_back("START WITH " + sequence["start"]);
  }
  if (sequence["increment"] != "1") options.push_back("INCREMENT BY " + sequence["increment"]);
  if (sequence["minimum"] != usual.minimum) options.push_back("MINVALUE " + sequence["minimum"]);
  if (sequence["maximum"] != usual.maximum) options.push_back("MAXVALUE " + sequence["maximum"]);
  if (sequence["cache"] != "1") options.push_back("CACHE " + sequence["cache"]);
  if (sequence.is("cycle")) options.emplace_back("CYCLE");
  return options;
}

bool has_default_name(const Entry& sequence, const Entry& column) {
  std::string table = column.identity.owner.substr(column.identity.schema.size() + 1);
  return sequence.identity.schema == column.identity.schema &&
         bare_name(sequence) == default_name(unquoted(table), bare_name(column), "seq");
}

const Entry* serial_sequence(const Entry& column, const Context& context) {
  const Entry* sequence = context.objects.owned_sequence(column);
  const Entry* table = context.objects.find_table(column.identity.owner);
  if (sequence == nullptr || table == nullptr || !sequence->added || !column.added) return nullptr;
  const bool plain =
      column.is("not_null") && serial_types.contains(column["type"]) && !column.has("identity") &&
      column["local"] != "no" &&
      column["default"] == "nextval(" + sql::quote_literal(sequence->name()) + "::regclass)" &&
      sequence_options(*sequence, column["type"]).empty() && has_default_name(*sequence, column) &&
      persists_as_table(*sequence, *table, context);
  return plain ? sequence : nullptr;
}

std::string serial_type(const Entry& column) { return serial_types.at(column["type"]); }

const Entry* column_of_sequence(const Entry& sequence, const Context& context) {
  if (!sequence.has("owned_by")) return nullptr;
  const Entry* column = owning_column(sequence, context);
  if (column == nullptr || !column->added) return nullptr;
  const bool with_column =
      column->has("identity") || serial_sequence(*column, context) == &sequence;
  return with_column ? column : nullptr;
}

void write_sequence(const Entry& sequence, const Context&, Written& written) {
  std::string text = std::string("CREATE ") + (sequence.has("persistence") ? "UNLOGGED " : "") +
                     "SEQUENCE " + sequence.name();
  for (const auto& option : sequence_options(sequence, "bigint")) text += "\n    " + option;
  written.add(text + ";");
  if (sequence.has("column_privileges")) {
    written.problems.emplace_back("privileges on its columns");
  }
}

void write_sequence_owner(const Entry& sequence, const Context& context, Written& written) {
  const auto owner = owner_of(sequence, context);
  written.add("ALTER SEQUENCE " + sequence.name() + " OWNED BY " + owner.table + "." +
              owner.column + ";");
}

void write_sequence_value(const Entry& sequence, const Context&, Written& written) {
  if (!sequence.has("last_value")) return;
  if (!sequence.is("is_called") && sequence["last_value"] == sequence["start"]) return;
  written.add("SELECT pg_catalog.setval(" + sql::quote_literal(sequence.name()) + ", " +
              sequence["last_value"] + ", " + (sequence.is("is_called") ? "true" : "false") + ");");
}

}  // namespace pgstair::author
