// SPDX-License-Identifier: MIT
#include "alembic/squash_template.h"

#include "alembic/failure.h"
#include "author/python_sql.h"
#include "support/temp_dir.h"
#include "support/text.h"

namespace pgstair::alembic {

namespace {

/// The calls of a function's body, as the template puts them behind an indentation.
std::string calls(const std::vector<std::string>& statements) {
  std::vector<std::string> written;
  for (const auto& statement : statements) written.push_back(author::op_execute(statement));
  return written.empty() ? "pass" : join(written, "\n\n    ");
}

std::string downgrade(const author::SquashScript& script) {
  if (script.downgrade) return calls(*script.downgrade);
  return "raise NotImplementedError(" + author::python_string(script.irreversible) + ")";
}

}  // namespace

author::RevisionFile squash_file(const ProjectOptions& options,
                                 const postgres::ScratchDatabase& database,
                                 const SquashedRevisions& revisions, const std::string& title,
                                 const author::SquashScript& script) {
  const TempDir scratch("pgstair-template-");
  Worker worker(worker_options(options, database));
  nlohmann::json answer = worker.ask(open_request(options, database));
  if (fails_at_loading(answer))
    answer = worker.ask(open_request(options, database, Load::within_env));
  if (!answer.contains("failure")) {
    answer = worker.ask({{"do", "render_squash"},
                         {"ids", revisions.ids},
                         {"revision", revisions.new_id},
                         {"message", title},
                         {"heading", script.heading},
                         {"upgrade", calls(script.upgrade)},
                         {"downgrade", downgrade(script)},
                         {"scratch_file", (scratch.path() / "revision.py").string()}});
  }
  if (answer.contains("failure")) throw_failure(answer["failure"], options);
  return {shown(answer["file"], options), answer["text"]};
}

}  // namespace pgstair::alembic
