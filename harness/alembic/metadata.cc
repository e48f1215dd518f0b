// SPDX-License-Identifier: MIT
#include "alembic/metadata.h"

#include "alembic/failure.h"

namespace pgstair::alembic {

CreatedMetadata create_metadata(const ProjectOptions& options,
                                const postgres::ScratchDatabase& database) {
  Worker worker(worker_options(options, database));
  for (const auto& request :
       {open_request(options, database, Load::env_only), nlohmann::json{{"do", "prepare"}}}) {
    const auto answer = worker.ask(request);
    if (answer.contains("failure")) throw_failure(answer["failure"], options);
  }
  const auto answer = worker.ask({{"do", "create_model"}});
  CreatedMetadata created;
  if (answer.contains("failure")) {
    created.there_is_one = true;
    created.failure = metadata_failure(answer["failure"], options);
  } else {
    created.there_is_one = answer["metadata"];
    created.tables = answer["tables"];
  }
  return created;
}

}  // namespace pgstair::alembic
