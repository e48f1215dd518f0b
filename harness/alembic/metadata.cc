// SPDX-License-Identifier: MIT
#include "alembic/metadata.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "alembic/failure.h"
#include "support/contains.h"

namespace pgstair::alembic {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 4> kinds_to_ask_about{"table", "column", "index",
                                                             "constraint"};

const char* side_of(catalog::ChangeKind kind) {
  if (kind == catalog::ChangeKind::added) return "chain";
  return kind == catalog::ChangeKind::dropped ? "model" : "both";
}

/// The name of the table, as SQL writes it, in `owner`, "schema.table".
std::string table_in(const catalog::Identity& part) {
  return part.owner.substr(std::min(part.owner.size(), part.schema.size() + 1));
}

json question(const catalog::Change& change) {
  const catalog::Identity& identity = change.identity;
  return {{"kind", identity.kind},
          {"schema", identity.schema},
          {"table", table_in(identity)},
          {"name", identity.name},
          {"type", catalog::value_of(change, "type")},
          {"side", side_of(change.kind)}};
}

/// The same table's constraint of the chain's that says the same as `of_model` under another name.
const catalog::Change* same_constraint(const catalog::Change& of_model,
                                       const catalog::Difference& model_to_chain) {
  const auto says_the_same = [&](const catalog::Change& other) {
    return other.kind == catalog::ChangeKind::added &&
           other.identity.kind == of_model.identity.kind &&
           other.identity.owner == of_model.identity.owner &&
           std::ranges::equal(other.attributes, of_model.attributes,
                              [](const auto& theirs, const auto& models) {
                                return theirs.name == models.name && theirs.after == models.before;
                              });
  };
  const auto found = std::ranges::find_if(model_to_chain, says_the_same);
  return found == model_to_chain.end() ? nullptr : &*found;
}

}  // namespace

Metadata::Metadata(const ProjectOptions& options, const postgres::ScratchDatabase& database)
    : options_(options), worker_(std::make_unique<Worker>(worker_options(options, database))) {
  for (const auto& request :
       {open_request(options, database, Load::env_only), json{{"do", "prepare"}}}) {
    const auto answer = worker_->ask(request);
    if (answer.contains("failure")) throw_failure(answer["failure"], options);
  }
}

CreatedMetadata Metadata::create() {
  const auto answer = worker_->ask({{"do", "create_model"}});
  CreatedMetadata created;
  if (answer.contains("failure")) {
    created.there_is_one = true;
    created.failure = metadata_failure(answer["failure"], options_);
  } else {
    created.there_is_one = answer["metadata"];
    created.tables = answer["tables"];
  }
  return created;
}

std::set<catalog::Identity> Metadata::left_out(const catalog::Difference& model_to_chain) {
  std::vector<const catalog::Change*> asked;
  json questions = json::array();
  for (const auto& change : model_to_chain) {
    if (!contains(kinds_to_ask_about, change.identity.kind)) continue;
    asked.push_back(&change);
    questions.push_back(question(change));
  }
  std::set<catalog::Identity> result;
  if (asked.empty()) return result;
  const auto answer = worker_->ask({{"do", "filter"}, {"objects", questions}});
  if (answer.contains("failure")) throw_failure(answer["failure"], options_);
  for (const std::size_t place : answer["left_out"]) result.insert(asked.at(place)->identity);
  for (const std::size_t place : answer["unnamed"]) {
    const catalog::Change& of_model = *asked.at(place);
    if (const auto* of_chain = same_constraint(of_model, model_to_chain)) {
      result.insert(of_model.identity);
      result.insert(of_chain->identity);
    }
  }
  return result;
}

}  // namespace pgstair::alembic
