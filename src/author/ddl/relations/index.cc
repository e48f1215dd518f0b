// SPDX-License-Identifier: MIT
#include "author/ddl/object/layout.h"
#include "author/ddl/relations/constraint.h"
#include "author/ddl/relations/partition.h"
#include "author/ddl/relations/writers.h"
#include "support/text.h"

namespace pgstair::author {

namespace {

/// "btree (a)" → "(a)": nobody writes what is so anyway.
std::string without_btree(const std::string& definition) {
  static constexpr std::string_view usual = "btree ";
  return definition.starts_with(usual) ? definition.substr(usual.size()) : "USING " + definition;
}

std::string definition_of(const Entry& index) {
  auto [keys, condition] = cut_before(without_btree(index["definition"]), "where");
  if (index.has("options")) {
    keys += " WITH (" + join(assignments(options_of(index["options"])), ", ") + ")";
  }
  if (index.has("tablespace")) keys += " TABLESPACE " + index["tablespace"];
  if (condition.empty()) return keys;
  static constexpr std::string_view where = "WHERE ";
  return keys + "\n    WHERE " + without_parentheses(condition.substr(where.size()));
}

void write_definition(const Entry& index, const Context& context, Written& written) {
  const Entry* table = context.objects.find_table(index.identity.owner);
  const bool partitioned = table != nullptr && table->has("partition_key");
  const bool only = index["valid"] == "no" && partitioned;
  if (index["valid"] == "no" && !partitioned) {
    written.problems.emplace_back("it is not valid: a build of it has failed");
  }
  const std::string create = std::string("CREATE ") + (index.is("unique") ? "UNIQUE " : "") +
                             "INDEX " + index.identity.name + " ON " + (only ? "ONLY " : "") +
                             index.identity.owner;
  const std::string definition = definition_of(index);
  const bool long_line = create.size() + definition.find('\n') > 100;
  written.add(create + (long_line ? "\n    " : " ") + definition + ";");
}

}  // namespace

void write_index(const Entry& index, const Context& context, Written& written) {
  if (!is_made_by_parent(index, context)) write_definition(index, context, written);
  if (may_be_taken_for_another(index, context)) {
    written.problems.emplace_back("which of two like it belongs to the partitioned table's");
  }
  write_index_statistics(index, index["statistics"], written);
  write_uses_of_index(index, context, written);
}

}  // namespace pgstair::author
