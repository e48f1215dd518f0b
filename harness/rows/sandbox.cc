// SPDX-License-Identifier: MIT
#include "rows/sandbox.h"

#include <string>
#include <utility>

#include "rows/one_transaction.h"
#include "walk/sequences.h"
#include "walk/tentative_transaction.h"

namespace pgstair::rows {

namespace {

const std::optional<chain::Script>& script_of(const chain::Revision& revision,
                                              chain::Direction direction) {
  return direction == chain::Direction::up ? revision.up : revision.down;
}

/// Everything in one transaction, states as savepoints.
class TransactionSandbox : public Sandbox {
 public:
  /// `up`, `down`: the revision's scripts, see in_one_transaction().
  TransactionSandbox(walk::Walker& walker, const chain::Revision& revision, chain::SqlScript up,
                     std::optional<chain::SqlScript> down, const catalog::Snapshot& good)
      : walker_(walker),
        transaction_(walker.database.scripts()),
        revision_(revision),
        up_(std::move(up)),
        down_(std::move(down)),
        good_(good) {}

  void with_session(const std::function<void(postgres::Session&)>& action) override {
    action(walker_.database.session());
  }

  walk::StepOutcome run(chain::Direction direction) override {
    const bool is_up = direction == chain::Direction::up;
    auto outcome = transaction_.run_in_new_session(is_up ? up_ : down_.value(), time_zone_);
    if (outcome.failure && outcome.failure->kind == walk::StepFailure::Kind::statement)
      outcome.failure->statement = written(direction).statements[outcome.statements].text;
    return outcome;
  }

  void set_time_zone(const std::string& zone) override { time_zone_ = zone; }

  walk::RowStatistics row_statistics() override { return walker_.database.row_statistics(); }

  SavedState save() override {
    SavedState state{"pgstair_" + std::to_string(++saved_), nullptr};
    walker_.database.session().execute("SAVEPOINT " + state.savepoint);
    return state;
  }
  void restore(const SavedState& state) override {
    time_zone_.clear();
    walker_.database.session().execute("ROLLBACK TO SAVEPOINT " + state.savepoint);
  }

  void close() override {
    transaction_.roll_back();
    if (good_.unreadable().contains(catalog::Snapshot::sequence_value)) {
      walker_.checkpoints.restore(good_);
    } else {
      walk::set_sequences(walker_.database, good_);
    }
  }

  bool is_own_fault(const postgres::ServerError& error) const override {
    return error.sqlstate == "55P04"      // an enum's new label, not committed yet
           || error.sqlstate == "55006";  // pending trigger events, which a COMMIT would have fired
  }

 private:
  const chain::SqlScript& written(chain::Direction direction) const {
    return std::get<chain::SqlScript>(*script_of(revision_, direction));
  }

  walk::Walker& walker_;
  walk::TentativeTransaction transaction_;
  const chain::Revision& revision_;
  chain::SqlScript up_;
  std::optional<chain::SqlScript> down_;
  const catalog::Snapshot& good_;
  std::string time_zone_;
  int saved_ = 0;
};

/// Everything committed, states as copies of the database: for scripts that commit on their own,
/// and for those that another program runs.
class CopySandbox : public Sandbox {
 public:
  CopySandbox(walk::Walker& walker, std::size_t index)
      : walker_(walker), index_(index), before_(copy()) {}

  void with_session(const std::function<void(postgres::Session&)>& action) override {
    is_at_before_ = false;
    postgres::Session& session = walker_.database.session();
    session.execute("BEGIN");
    try {
      action(session);
    } catch (...) {
      session.execute("ROLLBACK");
      throw;
    }
    session.execute("COMMIT");
  }

  walk::StepOutcome run(chain::Direction direction) override {
    is_at_before_ = false;
    const bool is_up = direction == chain::Direction::up;
    return is_up ? walker_.revisions.upgrade(index_) : walker_.revisions.downgrade(index_);
  }

  void set_time_zone(const std::string& zone) override {
    if (!zone.empty()) walker_.database.set_time_zone(zone);
  }

  walk::RowStatistics row_statistics() override { return walker_.database.row_statistics(); }

  SavedState save() override { return {"", is_at_before_ ? before_ : copy()}; }
  void restore(const SavedState& state) override { walker_.checkpoints.bring_back(*state.copy); }

  void close() override { walker_.checkpoints.bring_back(*before_); }

  bool is_own_fault(const postgres::ServerError&) const override { return false; }

 private:
  using State = std::shared_ptr<const walk::Checkpoints::SavedState>;

  State copy() const {
    return std::make_shared<const walk::Checkpoints::SavedState>(walker_.checkpoints.save());
  }

  walk::Walker& walker_;
  std::size_t index_;
  State before_;
  bool is_at_before_ = true;
};

}  // namespace

std::unique_ptr<Sandbox> make_sandbox(walk::Walker& walker, std::size_t index,
                                      const chain::Revision& revision,
                                      const catalog::Snapshot& good) {
  if (walker.database.has_deployer()) return std::make_unique<CopySandbox>(walker, index);
  auto up = in_one_transaction(*revision.up);
  auto down = revision.down ? in_one_transaction(*revision.down) : std::nullopt;
  if (up && (down || !revision.down)) {
    return std::make_unique<TransactionSandbox>(walker, revision, *std::move(up), std::move(down),
                                                good);
  }
  return std::make_unique<CopySandbox>(walker, index);
}

}  // namespace pgstair::rows
