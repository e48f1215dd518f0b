// SPDX-License-Identifier: MIT
#pragma once

#include "seed/schema/schema_source.h"

namespace pgstair::seed {

/// Reads everything, each time: five queries, each asked once.
class WholeSchemaSource final : public SchemaSource {
 public:
  Schema read(postgres::Session& session) override;
  Schema read_columns_of(postgres::Session& session,
                         const std::vector<std::string>& sql_names) override;
};

/// The same for who needs it once.
Schema read_schema(postgres::Session& session);

}  // namespace pgstair::seed
