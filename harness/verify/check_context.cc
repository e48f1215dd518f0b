// SPDX-License-Identifier: MIT
#include "verify/check_context.h"

#include "chain/read.h"
#include "chain/script_sessions.h"
#include "verify/model.h"

namespace pgstair::verify {

bool rehearses(const Options& options) {
  return options.rows.rows != 0 || !options.fixtures.empty();
}

bool uses_metadata(const Options& options, const std::string& format) {
  return format == "alembic" && options.model_metadata;
}

checks::CheckContext check_context(const Options& options, const std::string& format) {
  const chain::Format* files = chain::find_format(format);
  const bool as_one = files != nullptr && files->one_transaction;
  return {.neighbours = !options.neighbours.empty(),
          .others_role = !options.server_url.empty() || options.untrusted,
          .deployer = !options.surroundings.role.empty() && !options.commands && !options.untrusted,
          .files_in_one_transaction = as_one,
          .one_transaction = format == "alembic" || as_one,
          .repeatables = format == "flyway",
          .one_session = chain::runs_in_one_session(format),
          .session_for_each_script = chain::has_session_for_each_script(format),
          .psql_parts = chain::psql_parts(format),
          .schema_only = options.schema_only.has_value(),
          .rows = rehearses(options),
          .fixtures = !options.fixtures.empty(),
          .require_rows = options.require_rows};
}

namespace {

template <typename Check>
std::vector<std::string> names_of(const std::vector<std::unique_ptr<Check>>& checks) {
  std::vector<std::string> names;
  for (const auto& check : checks) names.emplace_back(check->name());
  return names;
}

}  // namespace

CheckNames check_names(const Options& options, const std::string& format) {
  checks::CheckContext context = check_context(options, format);
  if (has_model(options) || uses_metadata(options, format))
    context.model = [](const catalog::Snapshot&) { return checks::Model(); };
  if (!options.expected_rows.empty()) context.expectations[""] = {};
  if (options.probe) context.probes_not_run = "nothing runs";
  const walk::Checks checks = checks::all_checks(context);
  return {names_of(checks.of_revisions), names_of(checks.of_chain)};
}

}  // namespace pgstair::verify
