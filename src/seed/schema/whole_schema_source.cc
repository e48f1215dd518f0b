// SPDX-License-Identifier: MIT
#include "seed/schema/whole_schema_source.h"

#include "seed/schema/schema_questions.h"
#include "seed/schema/schema_rows.h"

namespace pgstair::seed {

Schema WholeSchemaSource::read(postgres::Session& session) {
  Schema schema;
  PlainQuestions questions(session);
  read_types(questions, TypeOwner::anybody, schema.types);
  schema.tables = read_tables(questions, all_tables(), Depth::all);
  questions.close();
  return schema;
}

Schema WholeSchemaSource::read_columns_of(postgres::Session& session,
                                          const std::vector<std::string>& sql_names) {
  Schema schema;
  PlainQuestions questions(session);
  read_types(questions, TypeOwner::anybody, schema.types);
  schema.tables = read_tables(questions, tables_named(sql_names), Depth::columns);
  questions.close();
  return schema;
}

Schema read_schema(postgres::Session& session) { return WholeSchemaSource().read(session); }

}  // namespace pgstair::seed
