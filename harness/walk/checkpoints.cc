// SPDX-License-Identifier: MIT
#include "walk/checkpoints.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <span>

#include "walk/sequences.h"

namespace pgstair::walk {

namespace {

/// About what a template clone costs; a replay that took longer is worth a checkpoint.
constexpr std::chrono::milliseconds clone_cost{50};

}  // namespace

Checkpoints::SavedState Checkpoints::save() { return {database_->copy(), revisions_->steps()}; }

void Checkpoints::bring_back(const SavedState& saved) {
  database_->renew(saved.database.get());
  revisions_->set_steps(saved.applied);
}

void Checkpoints::go_to_base() {
  database_->renew(nullptr);
  revisions_->set_steps({});
}

void Checkpoints::restore(const catalog::Snapshot& good, const std::optional<TableRows>& rows) {
  database_->reset_sessions();
  const bool has_rows = !rows || same_rows(*rows, read_table_rows(database_->session()));
  if (has_rows && put_back_sequences(*database_, good)) {
    revisions_->tell_program();
  } else {
    start_over();
  }
}

void Checkpoints::start_over(std::vector<std::size_t> steps) {
  revisions_->set_steps(std::move(steps));
  start_over();
}

void Checkpoints::start_over() {
  const auto& applied = revisions_->steps();
  spdlog::debug("rebuilding the database at {} revisions", applied.size());
  const auto started = std::chrono::steady_clock::now();
  const bool usable = checkpoint_ && std::ranges::mismatch(checkpoint_->applied, applied).in1 ==
                                         checkpoint_->applied.end();
  database_->renew(usable ? checkpoint_->database.get() : nullptr);
  revisions_->replay(std::span(applied).subspan(usable ? checkpoint_->applied.size() : 0));
  if (std::chrono::steady_clock::now() - started > clone_cost) checkpoint_ = save();
}

}  // namespace pgstair::walk
