// SPDX-License-Identifier: MIT
#include "author/ddl/kinds/all_kinds.h"

#include <algorithm>

#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/belongings.h"
#include "author/ddl/relations/writers.h"

namespace pgstair::author {

const std::vector<WrittenKind>& written_kinds() {
  static const std::vector<WrittenKind> kinds{
      {"schema", write_schema},
      {"extension", write_extension},
      {"language", write_language},
      {"collation", write_collation},
      {"shell type", write_base_type},
      {part::type_name, write_type_name},
      {"enum", write_enum},
      {"domain", write_domain},
      {"domain constraint", write_domain_constraint},
      {"composite type", write_composite_type},
      {"attribute", write_attribute},
      {"range type", write_range_type},
      {"base type", write_base_type},
      {"sequence", write_sequence},
      {"access method", write_access_method},
      {"foreign-data wrapper", write_foreign_data_wrapper},
      {"foreign server", write_foreign_server},
      {"user mapping", write_user_mapping},
      {"text search parser", write_text_search_parser},
      {"text search template", write_text_search_template},
      {"text search dictionary", write_text_search_dictionary},
      {"text search configuration", write_text_search_configuration},
      {"table", write_table},
      {"foreign table", write_table},
      {"column", write_column},
      {part::column_default, write_column_default},
      {part::sequence_owner, write_sequence_owner},
      {"constraint", write_constraint},
      {"index", write_index},
      {part::attachment, write_attachment},
      {"statistics", write_statistics},
      {"view", write_view},
      {"materialized view", write_materialized_view},
      {"function", write_function},
      {"procedure", write_function},
      {"window function", write_function},
      {"aggregate", write_aggregate},
      {"operator", write_operator},
      {"operator family", write_operator_family},
      {"operator class", write_operator_class},
      {"cast", write_cast},
      {"transform", write_transform},
      {"conversion", write_conversion},
      {"trigger", write_trigger},
      {"policy", write_policy},
      {"rule", write_rule},
      {"publication", write_publication},
      {"publication table", write_publication_member},
      {"publication schema", write_publication_member},
      {"subscription", write_subscription},
      {"database setting", write_database_setting},
      {part::brought_privileges, write_privileges_since},
      {"default privileges", write_default_privileges},
      {"event trigger", write_event_trigger},
  };
  return kinds;
}

std::optional<std::size_t> place_of_kind(std::string_view kind) {
  const auto& kinds = written_kinds();
  const auto found = std::ranges::find(kinds, kind, &WrittenKind::name);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kinds.begin());
}

}  // namespace pgstair::author
